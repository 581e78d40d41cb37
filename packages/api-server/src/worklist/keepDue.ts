import { fastChannelOf, stepDue, type ApplicationStatus, type PolicyProfile } from '@sunshine-aid/domain'
import { statusChanges } from '../applications/fastChannels.ts'
import type { Trx } from '../database/schema.ts'
import { calendarOf } from '../settings/calendars.ts'

/** What of a request, as it will stand, decides until when its next step is to be done. */
export interface DueFacts {
  readonly id: string
  readonly school_id: string
  readonly sudden_change: boolean
  readonly submitted_at: Date | null
  /** The state after the change that is under way, with its coded reason. */
  readonly status: ApplicationStatus
  readonly reasonCode: string | null
}

/** Until when the step that begins now is to be done, as it is kept with the request. */
export async function dueFrom(
  { trx, now }: { readonly trx: Trx; readonly now: Date },
  request: DueFacts,
  policy: PolicyProfile,
): Promise<Date> {
  const clock = await clockOf(trx, request, policy, now)
  return stepDue(now, clock, policy, await calendarOf(trx, request.school_id))
}

async function clockOf(
  trx: Trx,
  { id, sudden_change, submitted_at, status, reasonCode }: DueFacts,
  policy: PolicyProfile,
  now: Date,
) {
  if (!sudden_change || !submitted_at) return null
  const changes = (await statusChanges(trx, [id])).get(id) ?? []
  const request = { suddenChange: sudden_change, submittedAt: submitted_at }
  return fastChannelOf(request, [...changes, { at: now, to: status, reasonCode }], policy, now)
}
