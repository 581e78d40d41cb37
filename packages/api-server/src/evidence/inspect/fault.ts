import { ProblemError } from '@sunshine-aid/api-contract'
import type { EvidenceFault } from '@sunshine-aid/domain'

/** A file is refused for what is in it. Nothing of the file enters the error. */
export function refused(fault: EvidenceFault, cause?: unknown): ProblemError {
  return new ProblemError(fault, 'evidence', cause === undefined ? {} : { cause })
}
