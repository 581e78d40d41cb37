import { addDays, academicYearOf, daysBetween, type Day } from '../time.ts'

/** The teaching days of one half of an academic year, both ends included; its id is that of `time.ts`: `2026-1`. */
export interface SchoolSemester {
  readonly id: string
  readonly from: Day
  readonly to: Day
}

/** Days without school, both ends included. */
export interface SchoolHoliday {
  readonly name: string
  readonly from: Day
  readonly to: Day
}

/** A weekend day with school, in place of a day given free (调休). */
export interface MakeUpDay {
  readonly name: string
  readonly day: Day
}

/**
 * When a school teaches (D9). Cities and counties set it (C9: intake is always open, the other clocks follow the
 * school's year). Years that it does not hold follow `defaultSemesters`: weekends, no holidays.
 */
export interface SchoolCalendar {
  readonly semesters: readonly SchoolSemester[]
  readonly holidays: readonly SchoolHoliday[]
  readonly makeUpDays: readonly MakeUpDay[]
}

/** What holds where nobody has set anything. */
export const DEFAULT_CALENDAR: SchoolCalendar = { semesters: [], holidays: [], makeUpDays: [] }

/** The semesters of an academic year (`2026` is 2026/27) where none are set; ours, no document gives them. */
export function defaultSemesters(year: string): readonly [SchoolSemester, SchoolSemester] {
  const next = Number(year) + 1
  return [
    { id: `${year}-1`, from: `${year}-09-01`, to: `${next}-01-31` },
    { id: `${year}-2`, from: `${next}-02-15`, to: `${next}-07-10` },
  ]
}

/** The semesters of the academic year `year`, in order. */
export function semestersOfYear(calendar: SchoolCalendar, year: string): readonly SchoolSemester[] {
  const own = calendar.semesters.filter(({ id }) => id.startsWith(`${year}-`))
  return own.length > 0 ? own.toSorted((a, b) => (a.from < b.from ? -1 : 1)) : defaultSemesters(year)
}

/**
 * The semester that `day` counts for: the one that runs; in a vacation the one that ended last. Never none, as
 * each duty belongs to a semester. With the default calendar its id is that of `semesterOf(day)`.
 */
export function schoolSemesterOf(calendar: SchoolCalendar, day: Day): SchoolSemester {
  const begun = around(calendar, day).filter(({ from }) => from <= day)
  // Three years around the day are looked at, so one of them has begun.
  return begun.at(-1) as SchoolSemester
}

/** The semester after the one that `day` counts for. */
export function nextSchoolSemester(calendar: SchoolCalendar, day: Day): SchoolSemester {
  return around(calendar, day).find(({ from }) => from > day) as SchoolSemester
}

/** The teaching days of the running semester hold `day`; false in the winter and the summer vacation. */
export function isInSemester(calendar: SchoolCalendar, day: Day): boolean {
  return day <= schoolSemesterOf(calendar, day).to
}

/** Whether there is school on `day`: in a semester, on a weekday that is no holiday, or on a make-up day. */
export function isSchoolDay(calendar: SchoolCalendar, day: Day): boolean {
  if (!isInSemester(calendar, day)) return false
  if (calendar.makeUpDays.some(madeUp => madeUp.day === day)) return true
  return !isWeekend(day) && holidayOn(calendar, day) === undefined
}

/** The holiday that `day` lies in. */
export function holidayOn(calendar: SchoolCalendar, day: Day): SchoolHoliday | undefined {
  return calendar.holidays.find(({ from, to }) => from <= day && day <= to)
}

/** The first school day on or after `day`. */
export function nextSchoolDay(calendar: SchoolCalendar, day: Day): Day {
  return nearest(calendar, day, 1)
}

/** The last school day on or before `day`. */
export function previousSchoolDay(calendar: SchoolCalendar, day: Day): Day {
  return nearest(calendar, day, -1)
}

/**
 * The `days`-th school day after `from`; negative goes back; 0 is `from` itself, school or not.
 * So that a term which starts on a Sunday ends as if it had started on the Friday before.
 */
export function addSchoolDays(calendar: SchoolCalendar, from: Day, days: number): Day {
  const step = days < 0 ? -1 : 1
  let day = from
  for (let left = Math.abs(days); left > 0; left--) day = nearest(calendar, addDays(day, step), step)
  return day
}

/** School days after `from` up to `to`, `to` included; negative when `to` lies before `from`. */
export function schoolDaysBetween(calendar: SchoolCalendar, from: Day, to: Day): number {
  if (to < from) return -schoolDaysBetween(calendar, to, from)
  let days = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isSchoolDay(calendar, day)) days++
  return days
}

/** The week of the semester, from 1; weeks begin on Monday. `null` in a vacation. */
export function schoolWeekOf(calendar: SchoolCalendar, day: Day): number | null {
  if (!isInSemester(calendar, day)) return null
  const { from } = schoolSemesterOf(calendar, day)
  return Math.floor(daysBetween(mondayOf(from), day) / 7) + 1
}

/** The Monday of the week of `day`. */
export function mondayOf(day: Day): Day {
  return addDays(day, -((weekdayOf(day) + 6) % 7))
}

/** 0 is Sunday, as everywhere in the language. */
function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) % 6 === 0
}

/** A calendar that never teaches is a fault of its maker: none passes `calendarFaults`. */
const LONGEST_BREAK_DAYS = 400

function nearest(calendar: SchoolCalendar, from: Day, step: 1 | -1): Day {
  let day = from
  for (let tries = 0; tries < LONGEST_BREAK_DAYS; tries++, day = addDays(day, step))
    if (isSchoolDay(calendar, day)) return day
  throw new RangeError('the calendar has no school day within a year')
}

/** The semesters of the academic year of `day`, of the one before and the one after, in order. */
function around(calendar: SchoolCalendar, day: Day): SchoolSemester[] {
  const year = Number(academicYearOf(day).id)
  return [year - 1, year, year + 1].flatMap(each => semestersOfYear(calendar, String(each)))
}
