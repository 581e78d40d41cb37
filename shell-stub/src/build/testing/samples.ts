import type { ModuleManifest } from '@sunshine-aid/host-contract'
import type { BuiltModule } from '../buildModule.ts'
import type { VendorFile } from '../importMap.ts'

/** A text that has the form of an integrity, another one for each letter. */
export const integrity = (letter: string): string => `sha384-${letter.repeat(64)}`

/** A module with one page and one script. */
export function aManifest(id: string, changes: Partial<ModuleManifest> = {}): ModuleManifest {
  const label = { 'zh-CN': id, en: id }
  return {
    schema: 1,
    id,
    version: '1.0.0',
    contract: '^1.0',
    title: label,
    entry: `${id}.js`,
    css: [],
    files: { [`${id}.js`]: integrity('A') },
    shared: {},
    uses: {},
    routes: [{ path: '/', title: label }],
    intents: { provides: {}, calls: {} },
    capabilities: { needs: [], likes: [] },
    api: { operations: [] },
    locales: ['zh-CN', 'en'],
    ...changes,
  }
}

/** As a build leaves it in the folder of its version. */
export function aBuiltModule(
  id: string,
  version = '1.0.0',
  changes: Partial<ModuleManifest> = {},
): BuiltModule {
  return { base: `./${id}/${version}/`, basePath: `${id}/`, manifest: aManifest(id, { version, ...changes }) }
}

/** A kit and its framework, each in one file in a folder of their number. */
export function aVendor(number: string): VendorFile[] {
  return [
    vendorFile('kit', number, { '@sunshine-aid/module-kit': ['defineModule'] }),
    vendorFile('framework', number, { vue: ['ref'] }),
  ]
}

function vendorFile(group: 'kit' | 'framework', number: string, exports: VendorFile['exports']): VendorFile {
  const file = `${group}.js`
  const files = { [file]: integrity(number) }
  return { base: `./vendor/${group}-${number}/`, group, exports, files, entries: { [group]: file } }
}
