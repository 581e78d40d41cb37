import {
  RETRY_ADDRESSES,
  retryAddress,
  type ImportMap,
  type ReleasedModule,
} from '@sunshine-aid/host-contract'
import type { ImportedNames, SharedGroup } from '@sunshine-aid/module-kit/vite'
import { vendorFiles } from './vendorFiles.ts'

interface Folder {
  /** URL of the folder, with a slash at the end. */
  readonly base: string
  readonly files: Readonly<Record<string, string>>
}

export interface VendorFile extends Folder {
  readonly group: SharedGroup
  readonly exports: ImportedNames
  readonly entries: Readonly<Record<string, string>>
}

/** Shared name → file, and the integrity of every script that may be imported, under each of its addresses. */
export function importMapOf(
  vendor: readonly VendorFile[],
  modules: readonly Omit<ReleasedModule, 'train'>[],
  portal: Folder,
): ImportMap {
  const folders = [
    ...vendor,
    ...modules.map(({ base, manifest }) => ({ base, files: manifest.files })),
    portal,
  ]
  return {
    imports: Object.fromEntries(vendor.flatMap(importsOf)),
    integrity: Object.fromEntries([...folders.flatMap(integritiesOf), ...modules.flatMap(retriesOf)]),
  }
}

function retriesOf({ base, manifest }: Omit<ReleasedModule, 'train'>): [string, string][] {
  const numbers = Array.from({ length: RETRY_ADDRESSES }, (_, index) => index + 1)
  return numbers.map(n => [retryAddress(base + manifest.entry, n), manifest.files[manifest.entry] ?? ''])
}

function importsOf({ base, group, exports, entries }: VendorFile): [string, string][] {
  return Object.entries(vendorFiles(group, exports)).flatMap(([file, names]) =>
    Object.keys(names).map((name): [string, string] => [name, `${base}${entries[file] ?? ''}`]),
  )
}

function integritiesOf({ base, files }: Folder): [string, string][] {
  return Object.entries(files)
    .filter(([file]) => file.endsWith('.js'))
    .map(([file, integrity]) => [base + file, integrity])
}
