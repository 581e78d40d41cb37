import { listOf, open, record } from '../dataClass.ts'
import { text } from '../text.ts'
import { academicYearOf, addDays, Day, daysBetween } from '../time.ts'
import { z } from '../zod.ts'
import { isSchoolDay, isWeekend, type SchoolCalendar } from './calendar.ts'

const Span = { from: open(Day), to: open(Day) }

/** `2026` is 2026/27. */
export const AcademicYear = open(z.string().regex(/^20\d\d$/))

/** The calendar of one academic year, as a city or a county sets it. */
export const CalendarYear = record({
  semesters: listOf(record({ id: open(z.string().regex(/^20\d\d-[12]$/)), ...Span }), 2),
  holidays: listOf(record({ name: open(text(40)), ...Span }), 30),
  makeUpDays: listOf(record({ name: open(text(40)), day: open(Day) }), 30),
})
export type CalendarYear = z.output<typeof CalendarYear>

export const CALENDAR_REASONS = [
  'calendar_two_semesters',
  'calendar_order',
  'calendar_outside_year',
  'calendar_overlap',
  'calendar_semester_length',
  'calendar_make_up_weekday',
] as const
export type CalendarReason = (typeof CALENDAR_REASONS)[number]

/** What is wrong, and in which line: `holidays.2`. */
export interface CalendarFault {
  readonly reason: CalendarReason
  readonly at: string
}

/** Shortest and longest semester, in days. Ours: a slip of the pen lies outside. */
const SEMESTER_DAYS = { min: 60, max: 200 }

/** Why `year` may not have this calendar; empty where it may. So a calendar that passes always teaches. */
export function calendarFaults(year: string, calendar: SchoolCalendar): CalendarFault[] {
  const ids = calendar.semesters.map(({ id }) => id)
  const faults: CalendarFault[] = []
  if (ids.join() !== `${year}-1,${year}-2`) faults.push({ reason: 'calendar_two_semesters', at: 'semesters' })
  faults.push(
    ...spanFaults(year, 'semesters', calendar.semesters),
    ...spanFaults(year, 'holidays', calendar.holidays),
  )
  calendar.semesters.forEach(({ from, to }, n) => {
    const days = daysBetween(from, to)
    if (to >= from && (days < SEMESTER_DAYS.min || days > SEMESTER_DAYS.max))
      faults.push({ reason: 'calendar_semester_length', at: `semesters.${n}` })
  })
  calendar.makeUpDays.forEach(({ day }, n) => {
    const at = `makeUpDays.${n}`
    if (!isWeekend(day)) faults.push({ reason: 'calendar_make_up_weekday', at })
    else if (academicYearOf(day).id !== year) faults.push({ reason: 'calendar_outside_year', at })
  })
  return faults
}

function spanFaults(year: string, list: string, spans: readonly { from: Day; to: Day }[]): CalendarFault[] {
  return spans.flatMap(({ from, to }, n): CalendarFault[] => {
    const at = `${list}.${n}`
    const before = spans.slice(0, n)
    if (to < from) return [{ reason: 'calendar_order', at }]
    if (academicYearOf(from).id !== year || academicYearOf(to).id !== year)
      return [{ reason: 'calendar_outside_year', at }]
    return before.some(other => other.from <= to && from <= other.to)
      ? [{ reason: 'calendar_overlap', at }]
      : []
  })
}

/**
 * Holidays and make-up days from text that was copied from a notice or a table: a line each, a name and one or
 * two dates (`国庆节 2026-10-01 2026-10-07`); a line that says 调休, 补班 or 上课 is a make-up day. Lines that
 * hold no date come back in `unread`, so that nothing is dropped silently.
 */
export function readHolidays(pasted: string): Pick<CalendarYear, 'holidays' | 'makeUpDays'> & {
  readonly unread: readonly string[]
} {
  const found = { holidays: [] as CalendarYear['holidays'], makeUpDays: [] as CalendarYear['makeUpDays'] }
  const unread: string[] = []
  for (const line of pasted
    .split(/\r?\n/)
    .map(each => each.trim())
    .filter(Boolean)) {
    const days = [...line.matchAll(DATE)].map(([, y, m, d]) => `${y}-${pad(m)}-${pad(d)}`)
    const [from, to = from] = days
    if (from === undefined || to === undefined || days.some(day => !Day.safeParse(day).success))
      unread.push(line)
    else if (/调休|补班|补课|上课|make-?up/i.test(line))
      found.makeUpDays.push(...days.map(day => ({ name: nameIn(line), day })))
    else found.holidays.push({ name: nameIn(line), from, to })
  }
  return { ...found, unread }
}

const DATE = /(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/g
const pad = (part: string | undefined) => String(part).padStart(2, '0')

function nameIn(line: string): string {
  const name = line
    .replace(DATE, ' ')
    .replace(/[\s,，;；:：、\t~—–至到-]+/g, ' ')
    .trim()
  return name.slice(0, 40) || '放假'
}

/** The days of the month `2026-10`, each as a year view shows it. */
export function monthDays(
  calendar: SchoolCalendar,
  month: string,
): { readonly day: Day; readonly kind: 'school' | 'madeUp' | 'holiday' | 'free' }[] {
  const first = `${month}-01`
  const length = daysBetween(first, addDays(`${addDays(first, 31).slice(0, 7)}-01`, 0))
  return Array.from({ length }, (_, n) => {
    const day = addDays(first, n)
    if (calendar.makeUpDays.some(madeUp => madeUp.day === day)) return { day, kind: 'madeUp' }
    if (calendar.holidays.some(({ from, to }) => from <= day && day <= to)) return { day, kind: 'holiday' }
    return { day, kind: isSchoolDay(calendar, day) ? 'school' : 'free' }
  })
}
