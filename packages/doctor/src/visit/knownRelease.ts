import type { ImportMap, Release } from '@sunshine-aid/host-contract'

export interface KnownFile {
  readonly url: string
  /** `undefined`: the release does not say. */
  readonly integrity: string | undefined
}

export interface KnownRoute {
  /** From the root of the origin, in `:name` notation. */
  readonly path: string
  readonly permission: string | undefined
  readonly nav: number
}

export interface KnownModule {
  readonly id: string
  readonly contract: string
  /** Absolute URL of its folder. */
  readonly base: string
  readonly basePath: string
  readonly routes: readonly KnownRoute[]
  /** Packages that it takes from the import map. */
  readonly shared: readonly string[]
}

/** What the doctor has to know of a release, with every address absolute. */
export interface KnownRelease {
  readonly id: string
  readonly modules: readonly KnownModule[]
  /** Package → URL, outside of all scopes. */
  readonly imports: Readonly<Record<string, string>>
  readonly files: readonly KnownFile[]
}

/**
 * @param content what was read; anything, since it is somebody else's
 * @param url where it was read, for addresses that are relative to it
 * @param portalBase absolute URL below which the portal's pages live
 * @returns undefined when it is no release
 */
export function knownRelease(content: unknown, url: string, portalBase: string): KnownRelease | undefined {
  try {
    const { id, importMap, modules } = content as Release
    const at = (address: string, base = url) => new URL(address, base).href
    const integrity = new Map(
      Object.entries((importMap as Partial<ImportMap>).integrity ?? {}).map(([address, value]) => [
        at(address),
        value,
      ]),
    )
    const known = modules.map(({ base, basePath, manifest }): KnownModule => {
      const root = new URL(basePath, portalBase).pathname
      return {
        id: manifest.id,
        contract: manifest.contract,
        base: at(base),
        basePath: root,
        routes: manifest.routes.map(({ path, permission, nav = 1000 }) => ({
          path: (root + path.slice(1)).replace(/(.)\/$/, '$1'),
          permission,
          nav,
        })),
        shared: Object.keys(manifest.shared),
      }
    })
    const own = modules.flatMap(({ base, manifest }) =>
      Object.entries(manifest.files).map(([file, value]) => ({ url: at(at(base) + file), integrity: value })),
    )
    const imports = Object.fromEntries(
      Object.entries(importMap.imports).map(([name, address]) => [name, at(address)]),
    )
    const shared = [...new Set(Object.values(imports))].map(one => ({
      url: one,
      integrity: integrity.get(one),
    }))
    return { id, modules: known, imports, files: [...own, ...shared] }
  } catch {
    return undefined
  }
}
