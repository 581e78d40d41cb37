import type { EpisodeStatus } from '../applications/determination.ts'
import { internal, record } from '../dataClass.ts'
import { isServiceLate } from '../decisions/serviceProgress.ts'
import type { PolicyProfile } from '../policy.ts'
import { addSchoolDays, nextSchoolDay, schoolDaysBetween, type SchoolCalendar } from '../settings/calendar.ts'
import { addDays, Day } from '../time.ts'
import { z } from '../zod.ts'
import { EpisodeDueKind, type ReviewKind } from './vocabulary.ts'

/** What an episode asks for next (AP-30, F4), and by when. */
export const EpisodeDue = record({
  kind: internal(EpisodeDueKind),
  /** Never a day without school: what falls into a vacation is due on the first school day after it (D9). */
  on: internal(Day),
  /** From now on it stands in the list of what is due. */
  near: internal(z.boolean()),
  late: internal(z.boolean()),
})
export type EpisodeDue = z.output<typeof EpisodeDue>

/** When an episode began and was last looked at; a review counts as a refresh too. */
export interface Spell {
  readonly status: EpisodeStatus
  readonly startedOn: Day
  readonly refreshedOn: Day | null
  readonly reviewedOn: Day | null
}

type Rhythm = Pick<PolicyProfile, 'reviewEveryMonths' | 'refreshEveryMonths' | 'reviewWarnDays'>

/** The same day `months` later, or the last of its month where that is shorter; negative goes back. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return addDays(first.toISOString().slice(0, 10), Math.min(date, last) - 1)
}

/**
 * What is due next: the yearly review once it is near, else whichever of both comes first (AP-30). `null` where no
 * rhythm runs: during an exit review, a tapering, and after the end.
 */
export function reviewDueOf(
  spell: Spell,
  rhythm: Rhythm,
  calendar: SchoolCalendar,
  today: Day,
): EpisodeDue | null {
  if (spell.status !== 'active' && spell.status !== 'reviewDue') return null
  const review = dueAt('review', addMonths(reviewBase(spell), rhythm.reviewEveryMonths))
  const refresh = dueAt('refresh', addMonths(refreshBase(spell), rhythm.refreshEveryMonths))
  return review.near || review.on <= refresh.on ? review : refresh

  function dueAt(kind: ReviewKind, day: Day): EpisodeDue {
    const on = nextSchoolDay(calendar, day)
    return { kind, on, near: addDays(day, -rhythm.reviewWarnDays) <= today, late: on < today }
  }
}

/**
 * Until when a planned service that was to begin on `startsOn` has to: the last school day on which it is not late
 * yet (F4). It stands in the list of what is due from the day after it was to begin.
 * @param limit school days, `serviceStartDays` of the policy
 */
export function serviceDueOf(startsOn: Day, limit: number, calendar: SchoolCalendar, today: Day): EpisodeDue {
  return {
    kind: 'service',
    on: addSchoolDays(calendar, startsOn, Math.max(0, limit - 1)),
    near: startsOn < today,
    late: isServiceLate('planned', schoolDaysBetween(calendar, startsOn, today), limit),
  }
}

/** The state as it is today: an active episode whose yearly review is near is `reviewDue` (F1 "cadence"). */
export function statusOn(spell: Spell, rhythm: Rhythm, today: Day): EpisodeStatus {
  if (spell.status !== 'active' && spell.status !== 'reviewDue') return spell.status
  return reviewBase(spell) <= dueCutoff('review', rhythm, today) ? 'reviewDue' : 'active'
}

/** Whoever was last reviewed (refreshed) on this day or before stands in the list of what is due. */
export function dueCutoff(kind: ReviewKind, rhythm: Rhythm, today: Day): Day {
  const months = kind === 'review' ? rhythm.reviewEveryMonths : rhythm.refreshEveryMonths
  // Months differ in length, so going back is no exact inverse; the day decides for which `near` holds.
  const around = addDays(addMonths(addDays(today, rhythm.reviewWarnDays), -months), 3)
  return lastBefore(around, day => addDays(addMonths(day, months), -rhythm.reviewWarnDays) <= today)
}

function lastBefore(day: Day, holds: (day: Day) => boolean): Day {
  return holds(day) ? day : lastBefore(addDays(day, -1), holds)
}

function reviewBase({ reviewedOn, startedOn }: Spell): Day {
  return reviewedOn ?? startedOn
}

function refreshBase({ refreshedOn, reviewedOn, startedOn }: Spell): Day {
  return [refreshedOn ?? startedOn, reviewedOn ?? startedOn].sort().at(-1) ?? startedOn
}
