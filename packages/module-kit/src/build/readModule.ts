import { join } from 'node:path'
import { runnerImport, type Plugin } from 'vite'
import type { ModuleDefinition, ModuleSpec } from '../defineModule.ts'

/**
 * What `src/module.ts` in `dir` defines, read by running it outside a browser: a module does nothing until it is
 * mounted. Components stay empty, since only what the manifest tells is wanted.
 */
export async function readModule(dir: string): Promise<ModuleSpec> {
  const { module } = await runnerImport<{ default: ModuleDefinition }>(join(dir, 'src/module.ts'), {
    configFile: false,
    root: dir,
    plugins: [withoutLooks],
    logLevel: 'error',
  })
  return module.default.spec
}

const LOOKS = /\.(?:vue|css)(?:$|\?)|^@sunshine-aid\/ui-kit$/

const withoutLooks: Plugin = {
  name: 'sunshine-aid:without-looks',
  enforce: 'pre',
  resolveId: source => (LOOKS.test(source) ? '\0nothing' : undefined),
  load: id => (id === '\0nothing' ? 'export default {}' : undefined),
}
