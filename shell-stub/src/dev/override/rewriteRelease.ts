import { releaseSchema, type Release, type ReleasedModule } from '@sunshine-aid/host-contract'
import { entryIntegrity } from './sourceEntry.ts'
import { resolveRelease, violations } from '@sunshine-aid/shell-kit/pages'

/** `content` if it is a release, of whatever time its modules are. */
export function asRelease(content: unknown): Release | undefined {
  return violations(releaseSchema, content).length === 0 ? (content as Release) : undefined
}

/** The release with `source` in the place of the module of the same id; a module that is not there yet is added. */
export function withSource(release: Release, source: ReleasedModule): Release {
  const { id } = source.manifest
  const deployed = release.modules.find(({ manifest }) => manifest.id === id)
  const relative = release.modules.every(({ basePath }) => !basePath.startsWith('/'))
  const basePath = deployed?.basePath ?? (relative ? `${id}/` : `/${id}/`)
  // Without a version before: a shell that went back to it would hide what is wrong with the source.
  const replaced: ReleasedModule = { ...source, basePath, train: deployed?.train ?? release.train }
  return {
    ...release,
    importMap: mapWithSource(release.importMap, deployed ? [deployed.base] : [], source),
    modules: deployed
      ? release.modules.map(module => (module === deployed ? replaced : module))
      : [...release.modules, replaced],
  }
}

/** An import map that knows the entry of `source`, and says nothing of the bytes below `bases`. */
export function mapWithSource<T extends { readonly integrity?: Readonly<Record<string, string>> }>(
  importMap: T,
  bases: readonly string[],
  source: ReleasedModule,
): T {
  if (!importMap.integrity) return importMap
  const kept = Object.entries(importMap.integrity).filter(
    ([url]) => !bases.some(base => url.startsWith(base)),
  )
  return { ...importMap, integrity: { ...Object.fromEntries(kept), ...entryIntegrity(source) } }
}

/** Where the deployed files of module `id` lie, in every spelling that the page may use. */
export function basesOf(release: Release, id: string, releaseUrl: string): string[] {
  const { pathname } = new URL(releaseUrl)
  return [releaseUrl, pathname].flatMap(url => {
    const { modules } = resolveRelease(release, { url, portalBase: '/' })
    return modules.flatMap(({ base, manifest }) => (manifest.id === id ? [base] : []))
  })
}
