import {
  RETRY_ADDRESSES,
  retryAddress,
  type ImportMap,
  type ModuleVersion,
  type Release,
  type ReleasedModule,
} from '@sunshine-aid/host-contract'
import { checkFile, resolveAddress } from './resolveAddress.ts'

export interface ReleasePlace {
  /** Where the release file lies: a URL, or a path of the page's own origin (`/mf/release.json`). */
  readonly url: string
  /** Below which the portal's pages live, with a slash at both ends: `/`, `/portal/`. */
  readonly portalBase: string
}

/**
 * The release with every address as the browser will ask for it, and every `basePath` below the portal's own. What is
 * absolute already stays as it is, so that a resolved release may be resolved again.
 *
 * The import map's integrity then knows the further addresses of each entry file as well (`retryAddress`).
 * @throws {ReleaseError} `outside_folder`, `other_scheme`
 */
export function resolveRelease(release: Release, place: ReleasePlace): Release {
  const modules = release.modules.map(module => resolveModule(module, place))
  return { ...release, importMap: resolveImportMap(release.importMap, modules, place), modules }
}

/** @throws {ReleaseError} `outside_folder`, `other_scheme` */
export function resolveModule(module: ReleasedModule, place: ReleasePlace): ReleasedModule {
  const { basePath, previous } = module
  return {
    ...module,
    ...resolveVersion(module, place),
    basePath: basePath.startsWith('/') ? basePath : place.portalBase + basePath,
    ...(previous && { previous: resolveVersion(previous, place) }),
  }
}

function resolveVersion({ base, train, manifest }: ModuleVersion, { url }: ReleasePlace): ModuleVersion {
  for (const file of [manifest.entry, ...manifest.css, ...Object.keys(manifest.files)]) checkFile(file)
  return { base: resolveAddress(base, url), train, manifest }
}

/**
 * @param modules resolved ones, whose entry files get their further addresses
 * @throws {ReleaseError} `outside_folder`, `other_scheme`
 */
export function resolveImportMap(
  { imports, scopes, integrity }: ImportMap,
  modules: readonly ReleasedModule[],
  { url }: ReleasePlace,
): ImportMap {
  const at = (address: string) => resolveAddress(address, url)
  return {
    imports: mapValues(imports, at),
    ...(scopes && {
      scopes: mapKeys(
        mapValues(scopes, inScope => mapValues(inScope, at)),
        at,
      ),
    }),
    integrity: { ...Object.fromEntries(modules.flatMap(retries)), ...mapKeys(integrity, at) },
  }
}

function retries({ previous, ...version }: ReleasedModule): [string, string][] {
  return [version, ...(previous ? [previous] : [])].flatMap(retriesOf)
}

function retriesOf({ base, manifest }: ModuleVersion): [string, string][] {
  const integrity = manifest.files[manifest.entry]
  const numbers = Array.from({ length: RETRY_ADDRESSES }, (_, index) => index + 1)
  return integrity ? numbers.map(n => [retryAddress(base + manifest.entry, n), integrity]) : []
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

function mapKeys<A>(record: Readonly<Record<string, A>>, map: (key: string) => string): Record<string, A> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [map(key), value]))
}
