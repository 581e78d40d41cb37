import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { build } from 'vite'

// The body of a worker thread: builds a module as a release does, with source maps beside its files.
const { dir, outDir } = workerData as { readonly dir: string; readonly outDir: string }
await build({
  root: dir,
  configFile: join(dir, 'vite.config.ts'),
  mode: 'production',
  logLevel: 'error',
  build: { outDir, emptyOutDir: true, reportCompressedSize: false, sourcemap: 'hidden' },
})
