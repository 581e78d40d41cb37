import type { UserConfig } from 'vite'
import { browserFloor } from './browserFloor.ts'
import { MODULE_ENTRY, MODULE_VERSION, moduleEntry } from './moduleEntry.ts'
import { moduleManifest } from './moduleManifest.ts'
import { ownFolder } from './ownFolder.ts'
import { ownStyles } from './ownStyles.ts'
import { releasedVue } from './releasedVue.ts'
import { packageVersion, SHARED_PACKAGES } from './sharedPackages.ts'
import { styleModules } from './styleModules.ts'

export interface ModulePresetOptions {
  /** The module's id: its package's name without the scope. */
  readonly id: string
  /** The package's folder: `import.meta.dirname`. */
  readonly dir: string
  /** The version that the build tells; the package's own unless given. */
  readonly version?: string
}

/**
 * Builds a module into immutable files that any static server can serve from any path: one ES entry that brings
 * its styles, and `manifest.json`. Packages that are shared stay bare imports, for the import map to resolve.
 */
export function modulePreset({ id, dir, version }: ModulePresetOptions): UserConfig {
  const told = version ?? packageVersion(dir)
  return {
    root: dir,
    base: './',
    publicDir: false,
    plugins: [
      ...releasedVue(),
      moduleEntry(dir),
      styleModules(id),
      ownStyles(),
      ownFolder(),
      browserFloor(BROWSERS),
      moduleManifest({ id, dir }),
    ],
    define: { ...PRODUCTION, [MODULE_VERSION]: JSON.stringify(told) },
    build: {
      target: BROWSERS,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { [id]: MODULE_ENTRY },
        external: [...SHARED_PACKAGES],
        preserveEntrySignatures: 'allow-extension',
        treeshake: { moduleSideEffects: hasSideEffects },
        output: fileNames,
        checks: { bundlerTimings: false },
      },
    },
  }
}

/** Import map integrity, which the release relies on, is there from Chrome 127, Firefox 138 and Safari 18. */
export const BROWSERS = ['chrome127', 'firefox138', 'safari18']

export const PRODUCTION = {
  'process.env.NODE_ENV': '"production"',
  __VUE_OPTIONS_API__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
}

export const fileNames = {
  entryFileNames: '[name]-[hash].js',
  chunkFileNames: '[name]-[hash].js',
  assetFileNames: '[name]-[hash][extname]',
} as const

/**
 * Our own files only define; what nobody imports from them may go. Style sheets act by being there, `zod.ts` tells
 * zod not to generate code, which the portal's policy forbids, and `popStateGate.ts` must listen before others do.
 */
export function hasSideEffects(id: string): boolean {
  return !/\/packages\/[\w-]+\/src\//.test(id) || /\.css$|\/(?:zod|popStateGate)\.ts$/.test(id)
}
