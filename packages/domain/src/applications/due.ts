import { internal, record } from '../dataClass.ts'
import type { PolicyProfile } from '../policy.ts'
import { addSchoolDays, type SchoolCalendar } from '../settings/calendar.ts'
import { chinaDay, Moment } from '../time.ts'
import { z } from '../zod.ts'
import type { FastChannel } from './fastChannel.ts'

export const DUE_STATES = ['inTime', 'today', 'overdue'] as const
export type DueState = (typeof DUE_STATES)[number]

/** Until when a step is to be done, and how that stands now. A goal: nothing is refused because it has passed. */
export const Due = record({ at: internal(Moment), state: internal(z.enum(DUE_STATES)) })
export type Due = z.output<typeof Due>

/**
 * Until when the step that begins at `since` is to be done: the end of the `stepDays`-th school day after it (F4
 * applicationStalled; AP-33 names three days as a goal). The clock of the fast channel wins where it runs.
 */
export function stepDue(
  since: Date,
  clock: Pick<FastChannel, 'dueAt'> | null,
  policy: Pick<PolicyProfile, 'stepDays'>,
  calendar: SchoolCalendar,
): Date {
  if (clock?.dueAt) return new Date(clock.dueAt)
  return new Date(`${addSchoolDays(calendar, chinaDay(since), policy.stepDays)}T23:59:59.999+08:00`)
}

/** How a step that is due at `at` stands at `now`. */
export function dueState(at: Date, now: Date): DueState {
  if (at < now) return 'overdue'
  return chinaDay(at) === chinaDay(now) ? 'today' : 'inTime'
}
