import { join } from 'node:path'
import {
  browserFloor,
  BROWSERS,
  fileNames,
  hasSideEffects,
  ownStyles,
  PRODUCTION,
  releasedVue,
  SHARED_GROUPS,
  styleModules,
  type ImportedNames,
  type SharedGroup,
} from '@sunshine-aid/module-kit/vite'
import type { InlineConfig, Plugin } from 'vite'
import { description } from './describedBy.ts'
import { packageDir, ROOT } from './folders.ts'
import { leanPackages } from './leanPackages.ts'
import { narrowVueImport } from './narrowVueImport.ts'
import { vendorFiles } from './vendorFiles.ts'

const ENTRY = 'virtual:vendor/'

/** One file for a whole group of shared packages, holding only what somebody in the release imports. */
export function vendorConfig(group: SharedGroup, exports: ImportedNames): InlineConfig {
  const files = vendorFiles(group, exports)
  return {
    root: ROOT,
    base: './',
    publicDir: false,
    plugins: [
      ...releasedVue(),
      narrowVueImport,
      ...leanPackages,
      vendorEntries(files),
      styleModules('shared'),
      ownStyles(),
      browserFloor(BROWSERS),
      description(),
    ],
    define: PRODUCTION,
    build: {
      target: BROWSERS,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: Object.fromEntries(Object.keys(files).map(name => [name, ENTRY + name])),
        external: group === 'kit' ? [...SHARED_GROUPS.framework] : [],
        preserveEntrySignatures: 'exports-only',
        treeshake: { moduleSideEffects: hasSideEffects },
        output: fileNames,
        checks: { bundlerTimings: false },
      },
    },
  }
}

/** The shared packages resolve as the package that depends on them sees them. */
function vendorEntries(files: Readonly<Record<string, ImportedNames>>): Plugin {
  const seenFrom = [packageDir('module-kit'), packageDir('applications'), join(ROOT, 'shell-stub')]
  return {
    name: 'sunshine-aid:vendor-entries',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source.startsWith(ENTRY)) return `\0${source}`
      if (!importer?.startsWith(`\0${ENTRY}`)) return undefined
      for (const dir of seenFrom) {
        const found = await this.resolve(source, join(dir, 'package.json'), { skipSelf: true })
        if (found) return found
      }
      return undefined
    },
    load(id) {
      const names = id.startsWith(`\0${ENTRY}`) ? files[id.slice(ENTRY.length + 1)] : undefined
      return names && Object.entries(names).map(exportStatement).join('\n')
    },
  }
}

function exportStatement([name, exported]: readonly [string, readonly string[]]): string {
  const from = JSON.stringify(name)
  return exported.includes('*') ? `export * from ${from}` : `export { ${exported.join(', ')} } from ${from}`
}
