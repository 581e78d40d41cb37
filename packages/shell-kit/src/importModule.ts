import type { ModuleEntry, ModuleVersion } from '@sunshine-aid/host-contract'
import { importFile, type ImportFile } from './importFile.ts'
import { LoadError } from './loadError.ts'

export type LoadModule = (version: ModuleVersion) => Promise<ModuleEntry>

/** A built entry exports `mount`; from source, the module's definition is the default export. */
interface Namespace extends Partial<ModuleEntry> {
  readonly default?: ModuleEntry
}

/**
 * Runs a module's entry file; the import map checks its bytes.
 * @throws {LoadError}
 */
export function moduleImporter(load: ImportFile = importFile()): LoadModule {
  return async ({ base, manifest }) => {
    const namespace = (await load(base + manifest.entry, manifest.files[manifest.entry])) as Namespace
    const entry = namespace.mount ? namespace : namespace.default
    if (typeof entry?.mount !== 'function') {
      throw new LoadError('no_mount', `${manifest.id} exports no mount function.`)
    }
    return entry as ModuleEntry
  }
}
