import type { ImportMap, Release } from '@sunshine-aid/host-contract'

/**
 * The import map of `release` without what the page knows already: browsers warn of every entry that comes twice. What
 * a folder that is new imports is said in a scope of its own, so that the map holds for it alone.
 */
export function newEntries(release: Release, inPage: readonly Release[]): Release {
  const known = new Set(inPage.flatMap(({ importMap }) => Object.keys(importMap.integrity)))
  const integrity = Object.entries(release.importMap.integrity).filter(([url]) => !known.has(url))
  const importMap: ImportMap = { ...release.importMap, integrity: Object.fromEntries(integrity) }
  return { ...release, importMap }
}
