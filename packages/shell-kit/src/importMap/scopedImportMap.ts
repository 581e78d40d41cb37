import type { ImportMap } from '@sunshine-aid/host-contract'

/**
 * The import map for a page that belongs to somebody else: what our files share is said in the scopes of our own
 * folders, one for each folder, and nowhere else. So the page's own `vue` stays the page's, and ours stays ours,
 * whichever map came first; and a later release, whose files lie in other folders, adds to it without a conflict.
 *
 * `mark` is the one name that the map adds for the whole page: `isMapped` asks for it.
 * @param map a resolved one; every folder from which something may be imported is known by a file in `integrity`
 */
export function scopedImportMap(map: ImportMap, mark: string, markUrl: string): ImportMap {
  const folders = [...new Set(Object.keys(map.integrity).map(folderOf))]
  return {
    imports: { [mark]: markUrl },
    // No spread: the loader is compiled for browsers that had none, in which it would take a kilobyte.
    scopes: Object.fromEntries(
      folders.map(folder => [folder, Object.assign({}, map.imports, map.scopes?.[folder])]),
    ),
    integrity: map.integrity,
  }
}

/** Bare name by which a page's import maps tell that they hold those of this release. */
export function markOf(releaseId: string): string {
  return `@sunshine-aid/release/${releaseId}`
}

function folderOf(url: string): string {
  return url.slice(0, url.replace(/[?#].*$/, '').lastIndexOf('/') + 1)
}
