import type { Release } from '@sunshine-aid/host-contract'
import type { MapRefusal } from '../importMap/insertImportMap.ts'
import type { MountedPlace, PlaceOptions } from './mountPlain.ts'
import type { PlainShell, ShellOptions } from './startShell.ts'

/** What `await window.sunshineAid.ready` gives. */
export interface SunshineAid {
  /** Resolved: every address is absolute. */
  readonly release: Release
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
