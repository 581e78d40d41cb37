import { ProblemError, type ProblemCode } from '@sunshine-aid/api-contract'
import type { KeptVisit } from '@sunshine-aid/api-contract'
import type { VisitBox } from './visitBox.ts'

/** What the server said, or that it could not be asked. */
export type SendOutcome = 'sent' | 'away' | ProblemCode

/** Answers after which the same thing is sent again later; any other is the server's last word on it. */
const PASSING: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'unavailable',
  'request_timeout',
  'in_flight',
  'too_many_requests',
  'unauthenticated',
  'internal',
])

/**
 * Sends one visit and takes it off the device once the server has said that it has it; not before, so that a lost
 * answer means it is sent again, under the same id and key, and stored once (promise G15).
 */
export async function sendVisit(
  visit: KeptVisit,
  box: VisitBox,
  post: (visit: KeptVisit) => Promise<unknown>,
): Promise<SendOutcome> {
  try {
    await post(visit)
  } catch (error) {
    if (!(error instanceof ProblemError) || PASSING.has(error.code)) return 'away'
    return error.code
  }
  await box.remove(visit.id)
  return 'sent'
}

/** Sends all that wait, one after the other, until the network is away. Returns how many arrived. */
export async function sendWaiting(
  box: VisitBox,
  post: (visit: KeptVisit) => Promise<unknown>,
  sending: (id: string | undefined) => void = () => undefined,
): Promise<number> {
  let sent = 0
  for (const visit of await box.all()) {
    if (visit.state !== 'waiting') continue
    sending(visit.id)
    const outcome = await sendVisit(visit, box, post)
    sending(undefined)
    if (outcome === 'away') break
    if (outcome === 'sent') sent += 1
    else await box.put({ ...visit, state: 'refused', problem: outcome })
  }
  return sent
}
