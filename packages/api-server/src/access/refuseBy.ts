import { ProblemError } from '@sunshine-aid/api-contract'
import type { Reason } from '@sunshine-aid/domain'

/**
 * The server's half of a rule that returns reasons: it refuses with the first one.
 * @throws {ProblemError} when there is a reason; `detail` names the command or endpoint.
 */
export function refuseBy([reason]: readonly Reason[], detail: string): void {
  if (reason !== undefined) throw new ProblemError(reason, detail)
}
