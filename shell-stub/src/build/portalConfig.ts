import { join } from 'node:path'
import {
  browserFloor,
  BROWSERS,
  fileNames,
  hasSideEffects,
  PRODUCTION,
  releasedVue,
  SHARED_PACKAGES,
} from '@sunshine-aid/module-kit/vite'
import type { InlineConfig } from 'vite'
import { description } from './describedBy.ts'
import { ROOT } from './folders.ts'

export const PORTAL_DIR = join(ROOT, 'shell-stub/portal')

/** The portal's own pages. Its styles are a file, so that they are there before its script has run. */
export function portalConfig(): InlineConfig {
  return {
    root: PORTAL_DIR,
    base: './',
    publicDir: false,
    plugins: [...releasedVue(), browserFloor(BROWSERS), description()],
    define: PRODUCTION,
    build: {
      target: BROWSERS,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { portal: join(PORTAL_DIR, 'main.ts') },
        external: [...SHARED_PACKAGES],
        treeshake: { moduleSideEffects: hasSideEffects },
        output: fileNames,
        checks: { bundlerTimings: false },
      },
    },
  }
}
