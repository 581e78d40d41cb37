import type { ImportMap, Release } from '@sunshine-aid/host-contract'

/** As much of a release file as the loader reads; shell-kit checks the whole of it. */
export type PublishedRelease = Pick<Release, 'id' | 'train' | 'importMap' | 'modules'>

/** The map of a release that lies in `folder`, with absolute addresses. */
export function absoluteMap({ imports, scopes = {}, integrity }: ImportMap, folder: string): ImportMap {
  const at = (address: string) => new URL(address, folder).href
  return {
    imports: mapped(imports, key => key, at),
    scopes: mapped(scopes, at, inScope => mapped(inScope, key => key, at)),
    integrity: mapped(integrity, at, hash => hash),
  }
}

/** What the page that is open now will ask for at once: the shared files, and the entry of the module that it shows. */
export function firstFiles(
  { train, modules }: PublishedRelease,
  { imports }: ImportMap,
  folder: string,
  portalBase: string,
): string[] {
  const shown = modules.filter(({ basePath }) => `${location.pathname}/`.indexOf(portalBase + basePath) === 0)
  const entries = shown.map(({ base, manifest }) => new URL(base + manifest.entry, folder).href)
  const shared = shown.every(module => module.train === train)
    ? Object.keys(imports).map(name => imports[name])
    : []
  return [...new Set([...shared, ...entries])].filter(url => url !== undefined)
}

function mapped<A, B>(
  record: Readonly<Record<string, A>>,
  key: (key: string) => string,
  value: (value: A) => B,
): Record<string, B> {
  const result: Record<string, B> = {}
  Object.keys(record).forEach(name => (result[key(name)] = value(record[name] as A)))
  return result
}
