import { join } from 'node:path'
import { MODULE_ENTRY, modulePreset } from '@sunshine-aid/module-kit/vite'
import type { InlineConfig, Plugin } from 'vite'
import { leanPackages } from './leanPackages.ts'
import { narrowVueImport } from './narrowVueImport.ts'

/**
 * What the bundled build, and shell-kit for the loader, are compiled for: Chromium as the last one for Windows 7 has
 * it, on which the kernels of many browsers in offices stand still.
 */
export const OLDER_BROWSERS = ['chrome109', 'firefox115', 'safari16.4']

/**
 * A module as one ES file with everything in it: its own Vue, the packages that modules otherwise share, its styles.
 * It needs no import map.
 */
export function bundledConfig(id: string, dir: string): InlineConfig {
  const preset = modulePreset({ id, dir })
  return {
    ...preset,
    plugins: [narrowVueImport, ...leanPackages, floorFirst, ...(preset.plugins ?? [])],
    build: {
      ...preset.build,
      target: OLDER_BROWSERS,
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: {
        ...preset.build?.rolldownOptions,
        external: [],
        output: { entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  }
}

const FLOOR = join(import.meta.dirname, 'bundledFloor.ts')

const floorFirst: Plugin = {
  name: 'sunshine-aid:floor-first',
  transform: (code, id) =>
    id === `\0${MODULE_ENTRY}` ? `import ${JSON.stringify(FLOOR)}\n${code}` : undefined,
}
