import {
  RETRY_ADDRESSES,
  retryAddress,
  type ImportMap,
  type ModuleVersion,
} from '@sunshine-aid/host-contract'
import type { ImportedNames, SharedGroup } from '@sunshine-aid/module-kit/vite'
import { vendorFiles } from './vendorFiles.ts'

export interface VendorFile {
  /** Address of the folder, relative to the release, with a slash at the end. */
  readonly base: string
  readonly files: Readonly<Record<string, string>>
  readonly group: SharedGroup
  readonly exports: ImportedNames
  readonly entries: Readonly<Record<string, string>>
}

/** Shared name → file, and the integrity of every script that may be imported, under each of its addresses. */
export function importMapOf(
  vendor: readonly VendorFile[],
  modules: readonly Pick<ModuleVersion, 'base' | 'manifest'>[],
): ImportMap {
  const shared = vendor.flatMap(({ base, files }) => integritiesOf(base, files))
  return {
    imports: Object.fromEntries(vendor.flatMap(importsOf)),
    integrity: { ...Object.fromEntries(shared), ...integrityOfModules(modules) },
  }
}

/** The scripts of `modules`; an entry stands under the addresses for further attempts as well. */
export function integrityOfModules(
  modules: readonly Pick<ModuleVersion, 'base' | 'manifest'>[],
): Record<string, string> {
  return Object.fromEntries(
    modules.flatMap(({ base, manifest }) => [
      ...integritiesOf(base, manifest.files),
      ...retriesOf(base + manifest.entry, manifest.files[manifest.entry] ?? ''),
    ]),
  )
}

/** The scripts among `files` that lie in `base`. */
export function integritiesOf(base: string, files: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(files)
    .filter(([file]) => file.endsWith('.js'))
    .map(([file, integrity]) => [base + file, integrity])
}

function retriesOf(entry: string, integrity: string): [string, string][] {
  const numbers = Array.from({ length: RETRY_ADDRESSES }, (_, index) => index + 1)
  return numbers.map(n => [retryAddress(entry, n), integrity])
}

function importsOf({ base, group, exports, entries }: VendorFile): [string, string][] {
  return Object.entries(vendorFiles(group, exports)).flatMap(([file, names]) =>
    Object.keys(names).map((name): [string, string] => [name, `${base}${entries[file] ?? ''}`]),
  )
}
