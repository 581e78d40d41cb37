import { ProblemError } from '@sunshine-aid/api-contract'
import type { IncomingHttpHeaders } from 'node:http'

const VERSION_TAG = /^"([1-9]\d{0,9})"$/
const KEY = /^"?([\w.:-]{1,128})"?$/
const TICKET = /^[\w-]{40,100}$/

/** The entity tag of a record in this version, as it stands in `ETag` and comes back in `If-Match`. */
export function versionTag(version: number): string {
  return `"${version}"`
}

/**
 * The version that the caller last saw. `*` and weak tags are refused: both would overwrite blindly.
 * @throws {ProblemError} `version_required` without `If-Match`, `invalid_input` when it is no version.
 */
export function expectedVersion(headers: IncomingHttpHeaders, path: string): number {
  const tag = headers['if-match']
  if (tag === undefined) throw new ProblemError('version_required', path)
  const version = VERSION_TAG.exec(tag)?.[1]
  if (version === undefined) throw invalidHeader('if-match', path)
  return Number(version)
}

/**
 * The caller's `Idempotency-Key`: 1 to 128 letters, digits and `_ . : -`, quotes around it allowed
 * (draft-ietf-httpapi-idempotency-key-header).
 * @throws {ProblemError} `idempotency_key_required` without the header, `invalid_input` for another form.
 */
export function idempotencyKey(headers: IncomingHttpHeaders, path: string): string {
  const header = headers['idempotency-key']
  if (header === undefined) throw new ProblemError('idempotency_key_required', path)
  const key = typeof header === 'string' ? KEY.exec(header)?.[1] : undefined
  if (key === undefined) throw invalidHeader('idempotency-key', path)
  return key
}

/**
 * The ticket for one download.
 * @throws {ProblemError} `ticket_invalid` without one, or for another form.
 */
export function ticketOf(headers: IncomingHttpHeaders, path: string): string {
  const header = headers['x-ticket']
  if (typeof header !== 'string' || !TICKET.test(header)) throw new ProblemError('ticket_invalid', path)
  return header
}

/** Somebody else changed the record since the caller read it: 412 with the record as it stands now. */
export function staleVersion(current: object): ProblemError {
  return new ProblemError('stale_version', 'If-Match', { current })
}

/**
 * Lets the change through only when `current`, read and locked in this transaction, still is the version that
 * the caller saw.
 * @throws {ProblemError} `stale_version` with `current`.
 */
export function requireVersion(current: { readonly version: number }, expected: number): void {
  if (current.version !== expected) throw staleVersion(current)
}

function invalidHeader(name: string, path: string): ProblemError {
  return new ProblemError('invalid_input', path, {
    errors: [{ path: `headers.${name}`, code: 'wrong_format' }],
  })
}
