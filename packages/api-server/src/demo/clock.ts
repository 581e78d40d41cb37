import { addDays, chinaDay, daysBetween, type Day } from '@sunshine-aid/domain'
import type { Random } from './random.ts'

/** Minutes between two steps of one day at the least, and after 08:30 in China when the first may happen. */
const STEP_MINUTES = 18
const FIRST_UTC = 'T00:30:00.000Z'

/**
 * `count` moments in office hours from `from` to `to`, each later than the one before and none after `now`; they
 * are spread over the days, several may fall on one.
 */
export function momentsBetween(random: Random, from: Day, to: Day, count: number, now: Date): Date[] {
  const days = Math.max(daysBetween(from, to), 0)
  const offsets = Array.from({ length: count }, () => random.between(0, days)).sort((a, b) => a - b)
  const moments = offsets.map((offset, step) => {
    const minutes = step * STEP_MINUTES + random.between(0, STEP_MINUTES - 1)
    return new Date(Date.parse(`${addDays(from, offset)}${FIRST_UTC}`) + minutes * 60_000)
  })
  const late = (moments.at(-1)?.getTime() ?? 0) - now.getTime()
  if (late <= 0) return moments
  // Early in the morning of the last day: everything happened a day earlier.
  const shift = Math.ceil(late / 86_400_000) * 86_400_000
  return moments.map(moment => new Date(moment.getTime() - shift))
}

/** A day from `from` to `to`; `to` when the span is empty. */
export function dayBetween(random: Random, from: Day, to: Day): Day {
  return addDays(from, random.between(0, Math.max(daysBetween(from, to), 0)))
}

/** The later of two days. */
export function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b
}

/** Today in China, `days` ago. */
export function daysAgo(now: Date, days: number): Day {
  return addDays(chinaDay(now), -days)
}
