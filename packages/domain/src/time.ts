import { z } from './zod.ts'

/** A calendar day in China, `YYYY-MM-DD`. */
export const Day = z.iso.date()
export type Day = z.output<typeof Day>

/** A moment, ISO 8601 in UTC. Stored as UTC, shown in Asia/Shanghai. */
export const Moment = z.iso.datetime({ offset: false, precision: 3 })
export type Moment = z.output<typeof Moment>

// China has had one zone and no summer time since 1991, so a fixed offset is exact and needs no zone data.
const CHINA_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** The day that a calendar in China shows at `moment`. */
export function chinaDay(moment: Date): Day {
  return new Date(moment.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10)
}

/** The day `days` after `day`; negative goes back. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

/** Full years between `birthDate` and `on`. */
export function ageOn(birthDate: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** A span of days, both ends included. `id` sorts by time and is stored beside what was counted in it. */
export interface Period {
  readonly id: string
  readonly kind: 'academicYear' | 'semester'
  readonly from: Day
  readonly to: Day
}

/** The academic year around `day`: 1 September to 31 August. Its id is `2026` for 2026/27. */
export function academicYearOf(day: Day): Period {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0)
  return { id: String(year), kind: 'academicYear', from: `${year}-09-01`, to: `${year + 1}-08-31` }
}

/**
 * The semester around `day`: autumn from 1 September (`2026-1`), spring from 15 February (`2026-2`).
 * The exact first school day is set by each city's calendar; for counting, these days are stable.
 */
export function semesterOf(day: Day): Period {
  const year = academicYearOf(day)
  const spring = `${Number(year.id) + 1}-02-15`
  return day < spring
    ? { id: `${year.id}-1`, kind: 'semester', from: year.from, to: addDays(spring, -1) }
    : { id: `${year.id}-2`, kind: 'semester', from: spring, to: year.to }
}
