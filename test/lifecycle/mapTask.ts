import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { MODULE_VERSION } from '@sunshine-aid/module-kit/vite'
import { build } from 'vite'

// The body of a worker thread: builds a module as a release does, with source maps beside its files.
const { dir, version, outDir } = workerData as Readonly<Record<'dir' | 'version' | 'outDir', string>>
await build({
  root: dir,
  configFile: join(dir, 'vite.config.ts'),
  mode: 'production',
  logLevel: 'error',
  define: { [MODULE_VERSION]: JSON.stringify(version) },
  build: { outDir, emptyOutDir: true, reportCompressedSize: false, sourcemap: 'hidden' },
})
