import type { ModuleVersion, Release, ReleasedModule } from '@sunshine-aid/host-contract'
import { installedVersion } from '@sunshine-aid/module-kit/vite'
import type { BuiltModule } from './buildModule.ts'
import { digestOf } from './digest.ts'
import { packageDir } from './folders.ts'
import { intentFaults } from './intentFaults.ts'
import { importMapOf, type VendorFile } from './importMap.ts'
import { otherTrains } from './otherTrains.ts'

export interface Parts {
  /** Modules that run on `vendor`. */
  readonly modules: readonly BuiltModule[]
  readonly vendor: readonly VendorFile[]
  /** Modules that stay as the release before has them, on the shared files that they have there. */
  readonly kept?: readonly ReleasedModule[]
}

/**
 * The release of these parts, as published. A module that had another version in the release `before` says which, so
 * that a shell can go back to it. The same parts once more are the same release.
 * @throws {Error} when a module calls an intent that none provides as it is called
 */
export function composeRelease(parts: Parts, before: Release | undefined): Release {
  const content = contentOf(parts, before)
  if (before && JSON.stringify(presentOf(before)) === JSON.stringify(presentOf(content))) return before
  const previous = before?.id ?? null
  const id = digestOf([], content, previous)
  return { $schema: './schema/release-1.json', schema: 1, id, previous, ...content }
}

type Content = Omit<Release, '$schema' | 'schema' | 'id' | 'previous'>

function contentOf({ modules, vendor, kept = [] }: Parts, before: Release | undefined): Content {
  const train = digestOf(
    [],
    vendor.map(({ base }) => base),
  )
  const released = [...modules.map(module => ({ ...module, train })), ...kept.map(withoutPast)]
    .map(module => withPast(module, before))
    .sort((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1))
  const faults = intentFaults(released.map(({ manifest }) => manifest))
  if (faults.length > 0) throw new Error(`The release is refused: ${faults.join('; ')}.`)
  const versions = released.flatMap(versionsOf)
  const own = importMapOf(vendor, versions)
  const other = otherTrains(
    versions.filter(version => version.train !== train),
    own.imports,
    before,
  )
  return {
    train,
    trains: { [train]: versionsIn(vendor), ...other.trains },
    importMap: {
      imports: own.imports,
      ...(Object.keys(other.scopes).length > 0 && { scopes: other.scopes }),
      integrity: { ...own.integrity, ...other.integrity },
    },
    modules: released,
  }
}

function versionsOf({ previous, ...version }: ReleasedModule): ModuleVersion[] {
  return previous ? [version, previous] : [version]
}

function withPast(module: ReleasedModule, before: Release | undefined): ReleasedModule {
  const last = before?.modules.find(({ manifest }) => manifest.id === module.manifest.id)
  if (!last || last.base === module.base) return module
  return { ...module, previous: { base: last.base, train: last.train, manifest: last.manifest } }
}

function withoutPast({ previous: _, ...module }: ReleasedModule): ReleasedModule {
  return module
}

/** What runs in a release, whatever ran before. */
function presentOf({ train, importMap, modules }: Content): unknown {
  return { train, imports: importMap.imports, modules: modules.map(withoutPast) }
}

/** The exact version of each shared package. */
function versionsIn(vendor: readonly VendorFile[]): Record<string, string> {
  const names = vendor.flatMap(({ exports }) => Object.keys(exports))
  return Object.fromEntries(names.map(name => [name, installedVersion(name, packageDir('module-kit'))]))
}
