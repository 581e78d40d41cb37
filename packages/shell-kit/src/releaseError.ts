/**
 * What is wrong with a release, or with one module of it:
 * - `missing`: the page holds none, or its address answers 404 or 410
 * - `unreachable`: no answer, or one that is no success
 * - `late`: it did not arrive in time
 * - `html`: a page came in its place, as from servers that answer every unknown address with one
 * - `not_json`: cut off, or something else altogether
 * - `from_future`: written for a later shell (`schema: 2`, contract `^2.0`)
 * - `malformed`: not as the schema says
 * - `outside_folder`: an address leads out of the folder to which it is relative
 * - `other_scheme`: an address is neither relative nor of http(s)
 * - `duplicate_id`: a module with the name of another one before it
 * - `overlapping_paths`: a module whose pages would live at the addresses of another one before it
 */
export type ReleaseReason =
  | 'missing'
  | 'unreachable'
  | 'late'
  | 'html'
  | 'not_json'
  | 'from_future'
  | 'malformed'
  | 'outside_folder'
  | 'other_scheme'
  | 'duplicate_id'
  | 'overlapping_paths'

/** A release, or one module of it, that cannot be used. The message is for the people who deploy. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError'
  readonly reason: ReleaseReason

  constructor(reason: ReleaseReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
