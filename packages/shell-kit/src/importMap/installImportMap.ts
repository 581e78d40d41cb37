import type { ImportMap, Release } from '@sunshine-aid/host-contract'
import { insertImportMap, type MapRefusal } from './insertImportMap.ts'
import { mapConflicts } from './mapConflicts.ts'
import { markOf, scopedImportMap } from './scopedImportMap.ts'

const MAPS = 'script[type="importmap"]'

/** What became of a release's import map in this page. */
export type MapResult =
  | {
      readonly is: 'installed'
      /** Entries of ours for which the page has others, which count: `scopes["/mf/…/"].vue`. Empty: all is as released. */
      readonly conflicts: readonly string[]
    }
  /** Take the bundled build: it needs no map. */
  | { readonly is: 'refused'; readonly reason: MapRefusal }

/** Where a bare name leads in this page; throws where it leads nowhere. */
export type ResolveName = (name: string) => string

/**
 * Makes a release importable in this page, beside whatever import maps the page has: the first map, or one more
 * where the browser takes several. That is tried, not guessed from a version. Installing a release again does nothing.
 * @param release a resolved one
 */
export function installImportMap(release: Release, resolveName: ResolveName = resolveInPage): MapResult {
  const mark = markOf(release.id)
  if (isMapped(mark, resolveName)) return { is: 'installed', conflicts: [] }
  const before = mapsInPage()
  const map = scopedImportMap(release.importMap, mark, markUrl(release.importMap))
  const refusal = insertImportMap(map)
  if (refusal) return { is: 'refused', reason: refusal }
  if (isMapped(mark, resolveName)) return { is: 'installed', conflicts: mapConflicts(map, before) }
  return { is: 'refused', reason: whyNotMapped() }
}

/** Why a map that was inserted does not count. */
export function whyNotMapped(): Extract<MapRefusal, 'one-map-only' | 'not-taken'> {
  return document.querySelectorAll(MAPS).length > 1 ? 'one-map-only' : 'not-taken'
}

/** Whether the import maps of the page hold this mark, that is: whether the map that brought it counts. */
export function isMapped(mark: string, resolveName: ResolveName = resolveInPage): boolean {
  try {
    resolveName(mark)
    return true
  } catch {
    return false
  }
}

function resolveInPage(name: string): string {
  return import.meta.resolve(name)
}

/** Nothing is ever imported from it. */
function markUrl({ imports }: ImportMap): string {
  return Object.values(imports)[0] ?? location.href
}

function mapsInPage(): unknown[] {
  return [...document.querySelectorAll(MAPS)].map(({ textContent }) => parse(textContent))
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
