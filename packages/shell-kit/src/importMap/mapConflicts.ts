import type { ImportMap } from '@sunshine-aid/host-contract'

type Entries = Readonly<Record<string, string>>

/** An import map of somebody else's: any part may be missing or of another form. */
interface ForeignMap {
  readonly scopes?: Readonly<Record<string, Entries | undefined>>
  readonly integrity?: Entries
}

/**
 * Entries of `ours` that one of the maps before it gives another address or another integrity. Browsers keep the
 * entry that came first. Names in the `imports` of the page are no conflict: ours stand in scopes.
 */
export function mapConflicts(ours: ImportMap, before: readonly unknown[]): string[] {
  return before
    .filter(isMap)
    .flatMap(theirs => [
      ...Object.entries(ours.scopes ?? {}).flatMap(([folder, entries]) =>
        differences(entries, theirs.scopes?.[folder]).map(name => `scopes["${folder}"].${name}`),
      ),
      ...differences(ours.integrity, theirs.integrity).map(url => `integrity["${url}"]`),
    ])
}

function differences(ours: Entries, theirs: Entries = {}): string[] {
  return Object.keys(ours).filter(key => Object.hasOwn(theirs, key) && !isSame(ours[key], theirs[key]))
}

/** Addresses may be written in several ways. */
function isSame(ours: string | undefined, theirs: string | undefined): boolean {
  return ours === theirs || absolute(ours) === absolute(theirs)
}

function absolute(address = ''): string {
  return new URL(address, document.baseURI).href
}

function isMap(value: unknown): value is ForeignMap {
  return typeof value === 'object' && value !== null
}
