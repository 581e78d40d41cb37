/**
 * Why a module's program is not there:
 * - `missing`: its address answers 404 or 410
 * - `unreachable`: no answer, or one that is no success
 * - `late`: it did not arrive in time
 * - `html`: a page came in its place
 * - `wrong_type`: the server does not call it JavaScript, so browsers do not run it
 * - `wrong_hash`: the bytes are others than those that were released
 * - `shared_unreachable`: a file that it imports did not arrive
 * - `style_unreachable`: a style sheet did not arrive
 * - `script_failed`: it is there, and fails when it is run
 * - `no_mount`: it is there, and is no module
 */
export type LoadReason =
  | 'missing'
  | 'unreachable'
  | 'late'
  | 'html'
  | 'wrong_type'
  | 'wrong_hash'
  | 'shared_unreachable'
  | 'style_unreachable'
  | 'script_failed'
  | 'no_mount'

/** The message is for the people who deploy. */
export class LoadError extends Error {
  override readonly name = 'LoadError'
  readonly reason: LoadReason

  constructor(reason: LoadReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
