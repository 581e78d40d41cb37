/**
 * What is wrong with a release, or with one module of it:
 * - `missing`: the page holds none, or its address answers 404 or 410
 * - `unreachable`: no answer, or one that is no success
 * - `late`: it did not arrive in time
 * - `not-json`: cut off, or something else altogether
 * - `html`: a page came in its place, as from servers that answer every unknown address with one
 * - `from-future`: written for a later shell (`schema: 2`)
 * - `malformed`: not as the schema says
 * - `outside-folder`: an address leads out of the folder to which it is relative
 * - `other-scheme`: an address is neither relative nor of http(s)
 * - `duplicate-id`: two modules with one name
 * - `overlapping-paths`: two modules whose pages would live at the same addresses
 */
export type ReleaseReason =
  | 'missing'
  | 'unreachable'
  | 'late'
  | 'not-json'
  | 'html'
  | 'from-future'
  | 'malformed'
  | 'outside-folder'
  | 'other-scheme'
  | 'duplicate-id'
  | 'overlapping-paths'

/** A release, or one module of it, that cannot be used. The message is for the people who deploy. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError'
  readonly reason: ReleaseReason

  constructor(reason: ReleaseReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
