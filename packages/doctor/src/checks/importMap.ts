import type { ImportMap } from '@sunshine-aid/host-contract'
import type { Observations } from '../visit/observations.ts'

type Maps = readonly Partial<ImportMap>[]

/** Where a bare name leads for a script in `base`, as the page's import maps say; scopes win, the longest first. */
export function resolveName(seen: Observations, name: string, base: string): string | undefined {
  const { url } = seen.document
  for (const map of mapsOf(seen)) {
    const scopes = Object.entries(map.scopes ?? {})
      .map(([folder, names]) => [new URL(folder, url).href, names] as const)
      .filter(([folder]) => base.startsWith(folder))
      .sort(([a], [b]) => b.length - a.length)
    const address = [...scopes.map(([, names]) => names), map.imports ?? {}].find(names => names[name])?.[
      name
    ]
    if (address !== undefined) return new URL(address, url).href
  }
  return undefined
}

/** How many scripts of the release the import maps do not vouch for; `undefined` where there is nothing to compare. */
export function uncoveredFiles(seen: Observations): number | undefined {
  const { release, page, document } = seen
  if (!release || page.importMaps.length === 0) return undefined
  const vouched = new Set(
    mapsOf(seen).flatMap(map => Object.keys(map.integrity ?? {}).map(key => new URL(key, document.url).href)),
  )
  return release.files.filter(({ url }) => url.endsWith('.js') && !vouched.has(url)).length
}

/** A map that cannot be read counts for nothing, as in a browser. */
function mapsOf({ page }: Observations): Maps {
  return page.importMaps.flatMap(text => {
    try {
      return [JSON.parse(text) as Partial<ImportMap>]
    } catch {
      return []
    }
  })
}
