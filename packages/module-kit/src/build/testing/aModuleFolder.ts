import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build, type BuildOptions } from 'vite'
import { modulePreset } from '../modulePreset.ts'

const KIT = join(import.meta.dirname, '../../..')

/** A module in a folder outside of the workspace, with what it may import beside it. */
export interface ModuleFolder {
  readonly dir: string
  readonly outDir: string
  /** Builds it with the preset; `changes` are what its own `vite.config.ts` has in the place of the preset's. */
  readonly build: (changes?: BuildOptions) => Promise<unknown>
  readonly remove: () => Promise<void>
}

/** @param files path below the module's folder → content; there is a `src/module.ts` unless they bring one */
export async function aModuleFolder(files: Readonly<Record<string, string>> = {}): Promise<ModuleFolder> {
  const dir = await mkdtemp(join(tmpdir(), 'module-'))
  const outDir = join(dir, 'dist')
  const all = { 'package.json': PACKAGE, 'src/module.ts': MODULE, 'src/parts.ts': '', ...files }
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), content)
  }
  await mkdir(join(dir, 'node_modules/@sunshine-aid'), { recursive: true })
  for (const name of ['vue', '@sunshine-aid/api-contract'])
    await symlink(join(KIT, 'node_modules', name), join(dir, 'node_modules', name))
  await symlink(KIT, join(dir, 'node_modules/@sunshine-aid/module-kit'))
  return {
    dir,
    outDir,
    build: (changes = {}) => {
      const preset = modulePreset({ id: 'notes', dir })
      const settings = { ...preset.build, ...changes, outDir }
      return build({ ...preset, configFile: false, logLevel: 'silent', build: settings })
    },
    remove: () => rm(dir, { recursive: true }),
  }
}

const PACKAGE = '{ "name": "@example/notes", "version": "2.0.1", "type": "module" }'

const MODULE = `import { defineModule } from '@sunshine-aid/module-kit'
import { h } from 'vue'
import './parts.ts'

export default defineModule({
  id: 'notes',
  messages: { 'zh-CN': { notes: '便签' }, en: { notes: 'Notes' } },
  title: 'notes',
  routes: [{ path: '/', component: () => h('p', 'notes'), meta: { title: 'notes' } }],
})
`
