import type { Release, ReleasedModule } from '@sunshine-aid/host-contract'
import { installedVersion } from '@sunshine-aid/module-kit/vite'
import type { BuiltModule } from './buildModule.ts'
import { digestOf } from './digest.ts'
import { packageDir } from './folders.ts'
import { importMapOf, type VendorFile } from './importMap.ts'

export interface Parts {
  readonly modules: readonly BuiltModule[]
  readonly vendor: readonly VendorFile[]
}

/** The release of these parts, as published. The same parts after the same release give the same one. */
export function composeRelease({ modules, vendor }: Parts, before: Release | undefined): Release {
  const train = digestOf(
    [],
    vendor.map(({ base }) => base),
  )
  const content = {
    train,
    trains: { [train]: versionsIn(vendor) },
    importMap: importMapOf(vendor, modules),
    modules: modules.map((module): ReleasedModule => ({ ...module, train })),
  }
  const id = digestOf([], content)
  const previous = before?.id === id ? before.previous : (before?.id ?? null)
  return { $schema: './schema/release-1.json', schema: 1, id, previous, ...content }
}

/** The exact version of each shared package. */
function versionsIn(vendor: readonly VendorFile[]): Record<string, string> {
  const names = vendor.flatMap(({ exports }) => Object.keys(exports))
  return Object.fromEntries(names.map(name => [name, installedVersion(name, packageDir('module-kit'))]))
}
