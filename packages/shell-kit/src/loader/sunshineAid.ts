import type { MapRefusal } from '../importMap/insertImportMap.ts'
import type { ResolvedRelease } from '../readRelease.ts'
import type { MountedPlace, PlaceOptions } from './mountPlain.ts'
import type { PlainShell, ShellOptions } from './startShell.ts'

/** What `await window.sunshineAid.ready` gives. */
export interface SunshineAid {
  /** Every address is absolute; `refused` names what could not be used of it. */
  readonly release: ResolvedRelease
  /** Which build runs here, and if it is the bundled one, why. */
  readonly build:
    { readonly is: 'shared' } | { readonly is: 'bundled'; readonly why: MapRefusal | 'asked-for' }
  /** Runs everything: navigation, registration with single-spa, containment of failures. Once in a page. */
  readonly start: (options: ShellOptions) => PlainShell
  /** Puts one module into `el`, for a shell that routes by itself; its pages still live below its base path. */
  readonly mount: (id: string, el: HTMLElement, options: PlaceOptions) => Promise<MountedPlace>
}

declare global {
  interface Window {
    readonly sunshineAid?: { readonly ready: Promise<SunshineAid> }
  }
}
