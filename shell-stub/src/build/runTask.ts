import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { build } from 'vite'
import { portalConfig } from './portalConfig.ts'
import type { BuildTask } from './task.ts'
import { vendorConfig } from './vendorConfig.ts'

// The body of a worker thread: what it is to build arrives as its data.
const task = workerData as BuildTask
const quiet = { logLevel: 'warn', mode: 'production' } as const
const output = { outDir: task.outDir, emptyOutDir: true, reportCompressedSize: false, sourcemap: false }

if (task.kind === 'module') {
  const configFile = join(task.dir, 'vite.config.ts')
  await build({ ...quiet, root: task.dir, configFile, build: output })
} else {
  const config = task.kind === 'portal' ? portalConfig() : vendorConfig(task.group, task.exports)
  await build({ ...config, ...quiet, configFile: false, build: { ...config.build, ...output } })
}
