import vue from '@vitejs/plugin-vue'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import type { ModuleDefinition, ModuleSpec } from '../defineModule.ts'

/** What `src/module.ts` in `dir` defines, read by running it outside a browser: modules do nothing until mounted. */
export async function readModule(dir: string): Promise<ModuleSpec> {
  const { module } = await runnerImport<{ default: ModuleDefinition }>(join(dir, 'src/module.ts'), {
    configFile: false,
    root: dir,
    plugins: [vue()],
    logLevel: 'error',
  })
  return module.default.spec
}
