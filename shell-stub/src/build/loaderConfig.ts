import { basename, join } from 'node:path'
import { browserFloor, hasSideEffects, PRODUCTION } from '@sunshine-aid/module-kit/vite'
import type { InlineConfig } from 'vite'
import { OLDER_BROWSERS } from './bundledConfig.ts'
import { description, readDescription } from './describedBy.ts'
import { packageDir } from './folders.ts'

const KIT = 'shell-kit'

/** The loader's own file, which lies in the folder of the shell-kit that it runs until it is published beside it. */
export const LOADER = 'loader.js'

const source = (file: string) => join(packageDir(KIT), 'src/loader', file)

const common = {
  root: packageDir(KIT),
  base: './',
  publicDir: false,
} as const satisfies InlineConfig

/** shell-kit as one ES file, with single-spa and without Vue, for shells that are not built with it. */
export function shellKitConfig(): InlineConfig {
  return {
    ...common,
    plugins: [browserFloor(OLDER_BROWSERS), description()],
    define: PRODUCTION,
    build: {
      target: OLDER_BROWSERS,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { [KIT]: source('shellKit.ts') },
        treeshake: { moduleSideEffects: id => id.endsWith('/shellKit.ts') || hasSideEffects(id) },
        output: { entryFileNames: '[name].js', codeSplitting: false },
        checks: { bundlerTimings: false },
      },
    },
  }
}

/**
 * The classic script for one tag. It is compiled for browsers since 2016, most of which it only tells that they are
 * too old, and knows shell-kit's file and integrity.
 * @param folder where shell-kit was just built
 */
export async function loaderConfig(folder: string): Promise<InlineConfig> {
  const { entries, files } = await readDescription(folder)
  const file = entries[KIT] ?? ''
  const digest = basename(folder).replace(/\..*$/, '')
  const kit = { file: `${KIT}/${digest}/${file}`, integrity: files[file] }
  return {
    ...common,
    define: { SHELL_KIT: JSON.stringify(kit) },
    build: {
      target: 'es2015',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { loader: source('loader.ts') },
        output: { format: 'iife', entryFileNames: LOADER, codeSplitting: false },
        checks: { bundlerTimings: false },
      },
    },
  }
}
