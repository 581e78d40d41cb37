import { join } from 'node:path'
import { runnerImport, type Plugin } from 'vite'
import type { ModuleDefinition, ModuleSpec } from '../defineModule.ts'

/**
 * What `src/module.ts` in `dir` defines, read by running it outside a browser: a module does nothing until it is
 * mounted. Components stay empty, since only what the manifest tells is wanted.
 * @throws {Error} when it defines no module
 */
export async function readModule(dir: string): Promise<ModuleSpec> {
  const { module } = await runnerImport<{ default?: Partial<ModuleDefinition> }>(join(dir, 'src/module.ts'), {
    configFile: false,
    root: dir,
    plugins: [withoutLooks],
    logLevel: 'error',
  })
  const { spec, mount } = module.default ?? {}
  if (!spec || typeof mount !== 'function')
    throw new Error(
      `${dir}/src/module.ts exports no mount: its default export must be what defineModule returns.`,
    )
  return spec
}

const LOOKS = /\.(?:vue|css)(?:$|\?)|^@sunshine-aid\/ui-kit$/

const withoutLooks: Plugin = {
  name: 'sunshine-aid:without-looks',
  enforce: 'pre',
  resolveId: source => (LOOKS.test(source) ? '\0nothing' : undefined),
  load: id => (id === '\0nothing' ? 'export default {}' : undefined),
}
