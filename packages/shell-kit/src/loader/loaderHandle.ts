import type { MapRefusal } from '../importMap/insertImportMap.ts'
import type { SunshineAid } from './sunshineAid.ts'

/**
 * Why nothing could be started:
 * - `browser-too-old`: not even the bundled build runs in it
 * - `release-unreachable`, `release-malformed`: the release file beside the loader; its own reason is the cause
 * - `kit-unreachable`: the file of shell-kit did not arrive, or its bytes are not the released ones
 */
export type LoaderFailure =
  'browser-too-old' | 'release-unreachable' | 'release-malformed' | 'kit-unreachable'

/** What the classic loader hands to shell-kit. */
export interface LoaderHandle {
  /** Folder of the deployment, with a slash at the end. */
  readonly folder: string
  /** Below which the portal's pages live: `/`, `/portal/`. */
  readonly portalBase: string
  readonly build: 'shared' | 'bundled'
  /** The release file as it came; checked by shell-kit. */
  readonly release: unknown
  /** Why the bundled build was taken without trying a map: a refusal, or the page's own wish. */
  readonly refusal?: MapRefusal | 'asked-for'
  readonly resolve: (started: SunshineAid) => void
  readonly fail: (failure: LoaderFailure, cause?: unknown) => void
}

/** Where the handle waits in `window` for shell-kit, which takes it away. */
export const HANDLE = Symbol.for('sunshine-aid.loader')

/** The release of the shared build, and that of the bundled one. Both lie beside the loader. */
export const RELEASE_FILES = { shared: 'release.json', bundled: 'bundled.json' } as const
