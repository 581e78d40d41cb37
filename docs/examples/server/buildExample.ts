import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'

/** Folder of all examples, and of the style sheet that they share. */
export const EXAMPLES = join(import.meta.dirname, '..')

export interface Site {
  readonly folder: string
  /** Takes away what was built. */
  readonly remove: () => Promise<void>
}

/** An example's files as a portal would deploy them: built by Vite, or as they are where nothing is to build. */
export async function buildExample(name: string): Promise<Site> {
  const root = join(EXAMPLES, name)
  if (!existsSync(join(root, 'index.html'))) throw new Error(`There is no example "${name}".`)
  if (existsSync(join(root, 'shell.js'))) return { folder: root, remove: () => Promise.resolve() }
  const outDir = await mkdtemp(join(tmpdir(), `sunshine-example-${name}-`))
  const adapter = join(root, 'adapter.ts')
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    mode: 'production',
    plugins: [vue()],
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'esnext',
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { index: join(root, 'index.html'), ...(existsSync(adapter) && { adapter }) },
        output: {
          entryFileNames: '[name].js',
          assetFileNames: '[name][extname]',
          chunkFileNames: '[name].js',
        },
        checks: { bundlerTimings: false },
      },
    },
  })
  return { folder: outDir, remove: () => rm(outDir, { recursive: true }) }
}
