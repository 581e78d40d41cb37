import { posix } from 'node:path'
import type { ImportMap, ModuleVersion, Release } from '@sunshine-aid/host-contract'

/** What a release must say about shared files that are not its own. */
export interface OtherTrains {
  readonly trains: Release['trains']
  readonly scopes: NonNullable<ImportMap['scopes']>
  readonly integrity: ImportMap['integrity']
}

type Imports = ImportMap['imports']

/**
 * The shared files of `versions`, which the release `before` led to other ones than `own`: for each folder that
 * stands on them, the names that lead elsewhere. The shared files are folders too: an old kit needs its old Vue.
 * @throws {Error} when `before` does not say on what a version runs
 */
export function otherTrains(
  versions: readonly ModuleVersion[],
  own: Imports,
  before: Release | undefined,
): OtherTrains {
  const all = versions.map(version => trainOf(version, own, before))
  return {
    trains: Object.assign({}, ...all.map(({ trains }) => trains)) as OtherTrains['trains'],
    scopes: Object.assign({}, ...all.map(({ scopes }) => scopes)) as OtherTrains['scopes'],
    integrity: Object.assign({}, ...all.map(({ integrity }) => integrity)) as OtherTrains['integrity'],
  }
}

function trainOf({ base, train, manifest }: ModuleVersion, own: Imports, before?: Release): OtherTrains {
  const packages = before?.trains[train]
  if (!before || !packages) throw new Error(`It is not known on which shared files ${manifest.id} runs.`)
  const { imports, scopes, integrity } = before.importMap
  const used = { ...imports, ...scopes?.[base] }
  const folders = [...new Set(Object.values(used).map(folderOf))]
  const ownFolders = Object.values(own).map(folderOf)
  return {
    trains: { [train]: packages },
    scopes: Object.fromEntries(
      [base, ...folders.filter(folder => !ownFolders.includes(folder))]
        .map(folder => [folder, elsewhere(used, own, folder)] as const)
        .filter(([, names]) => Object.keys(names).length > 0),
    ),
    integrity: Object.fromEntries(
      Object.entries(integrity).filter(([address]) => folders.includes(folderOf(address))),
    ),
  }
}

/** The names that lead somewhere else than in the release itself; what lies in `folder` needs no name for itself. */
function elsewhere(used: Imports, own: Imports, folder: string): Imports {
  const differing = Object.entries(used).filter(
    ([name, address]) => own[name] !== address && folderOf(address) !== folder,
  )
  return Object.fromEntries(differing)
}

function folderOf(address: string): string {
  return `./${posix.dirname(address).replace(/^\.\//, '')}/`
}
