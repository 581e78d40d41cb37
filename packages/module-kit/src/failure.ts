import { ProblemError } from '@sunshine-aid/api-contract'

/** By its name: the class is another one in every frame. */
export function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError'
}

/** Every failure of a request as a problem with a code; what was not one is a fault of ours. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  return new ProblemError('internal', 'A request failed before it was sent.', { cause: error })
}
