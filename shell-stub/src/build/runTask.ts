import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { MODULE_VERSION } from '@sunshine-aid/module-kit/vite'
import { build, type InlineConfig } from 'vite'
import { bundledConfig } from './bundledConfig.ts'
import { loaderConfig, shellKitConfig } from './loaderConfig.ts'
import { portalConfig } from './portalConfig.ts'
import type { BuildTask } from './task.ts'
import { vendorConfig } from './vendorConfig.ts'

// The body of a worker thread: what it is to build arrives as its data.
const task = workerData as BuildTask
const quiet = { logLevel: 'warn', mode: 'production' } as const
const output = { outDir: task.outDir, emptyOutDir: true, reportCompressedSize: false, sourcemap: false }

switch (task.kind) {
  case 'module':
    await build({
      ...quiet,
      root: task.dir,
      configFile: join(task.dir, 'vite.config.ts'),
      define: { [MODULE_VERSION]: JSON.stringify(task.version) },
      build: output,
    })
    break
  case 'bundled':
    await run(bundledConfig(task.id, task.dir))
    break
  case 'portal':
    await run(portalConfig())
    break
  case 'shell-kit':
    await run(shellKitConfig())
    await run(await loaderConfig(task.outDir), { emptyOutDir: false })
    break
  case 'vendor':
    await run(vendorConfig(task.group, task.exports))
}

async function run(config: InlineConfig, more: InlineConfig['build'] = {}): Promise<void> {
  await build({ ...config, ...quiet, configFile: false, build: { ...config.build, ...output, ...more } })
}
