import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, semesterOf } from '../time.ts'
import {
  addSchoolDays,
  DEFAULT_CALENDAR,
  isSchoolDay,
  nextSchoolDay,
  nextSchoolSemester,
  previousSchoolDay,
  schoolDaysBetween,
  schoolSemesterOf,
  schoolWeekOf,
  type SchoolCalendar,
} from './calendar.ts'

const calendar: SchoolCalendar = {
  semesters: [
    { id: '2026-1', from: '2026-09-01', to: '2027-01-29' },
    { id: '2026-2', from: '2027-02-22', to: '2027-07-02' },
  ],
  holidays: [
    { name: '国庆节、中秋节', from: '2026-10-01', to: '2026-10-07' },
    { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
  ],
  makeUpDays: [{ name: '国庆节调休', day: '2026-10-10' }],
}
const day = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2028-12-31T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

describe('a school day', () => {
  it.each([
    ['2026-09-01', true, 'the first day of the semester'],
    ['2026-08-31', false, 'the day before'],
    ['2026-09-05', false, 'a Saturday'],
    ['2026-10-01', false, 'a holiday'],
    ['2026-10-08', true, 'the day after the holidays'],
    ['2026-10-10', true, 'a Saturday that makes up for a holiday'],
    ['2027-01-29', true, 'the last day of the semester'],
    ['2027-02-01', false, 'a Monday of the winter vacation'],
    ['2027-02-22', true, 'the first day of spring'],
    ['2027-07-05', false, 'a Monday of the summer vacation'],
    ['2027-09-01', true, 'a day of a year that the calendar does not hold'],
  ])('%s: %o, %s', (on, expected) => {
    expect(isSchoolDay(calendar, on)).toBe(expected)
  })
})

describe('counting school days', () => {
  it.each([
    ['2026-09-04', '2026-09-07', 1, 'over a weekend'],
    ['2026-09-30', '2026-10-08', 1, 'over the holidays'],
    ['2026-10-08', '2026-10-12', 3, 'with a Saturday that is made up'],
    ['2027-01-29', '2027-02-22', 1, 'over the winter vacation'],
    ['2026-09-07', '2026-09-07', 0, 'on one day'],
    ['2026-09-07', '2026-09-04', -1, 'backwards'],
  ])('from %s to %s gives %i: %s', (from, to, expected) => {
    expect(schoolDaysBetween(calendar, from, to)).toBe(expected)
  })

  it('agrees with adding them, forwards and backwards', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const to = addSchoolDays(calendar, from, days)
        expect(isSchoolDay(calendar, to)).toBe(true)
        expect(schoolDaysBetween(calendar, from, to)).toBe(days)
        const back = addSchoolDays(calendar, from, -days)
        expect(isSchoolDay(calendar, back)).toBe(true)
        expect(schoolDaysBetween(calendar, back, from)).toBe(days - (isSchoolDay(calendar, from) ? 0 : 1))
      }),
      { numRuns: 60 },
    )
  })

  it('leaves the day alone when there is nothing to add', () => {
    expect(addSchoolDays(calendar, '2026-09-06', 0)).toBe('2026-09-06')
  })

  it('finds the nearest one on both sides', () => {
    expect(nextSchoolDay(calendar, '2026-10-01')).toBe('2026-10-08')
    expect(nextSchoolDay(calendar, '2026-10-08')).toBe('2026-10-08')
    expect(previousSchoolDay(calendar, '2026-10-07')).toBe('2026-09-30')
  })

  it('says so when a calendar never teaches', () => {
    const never = {
      ...calendar,
      holidays: [{ name: '—', from: '2020-01-01', to: '2040-01-01' }],
      makeUpDays: [],
    }
    expect(() => nextSchoolDay(never, '2026-09-01')).toThrow(RangeError)
  })
})

describe('the semester of a day', () => {
  it.each([
    ['2026-08-31', '2025-2', 'the summer belongs to the spring before'],
    ['2026-09-01', '2026-1', 'the first day'],
    ['2027-02-21', '2026-1', 'the winter vacation'],
    ['2027-02-22', '2026-2', 'the first day of spring'],
    ['2027-08-31', '2026-2', 'the summer vacation'],
    ['2027-09-01', '2027-1', 'the next year follows the default'],
  ])('%s: %s, %s', (on, id) => {
    expect(schoolSemesterOf(calendar, on).id).toBe(id)
  })

  it('is by default the one that everything is counted by', () => {
    fc.assert(
      fc.property(day, on => {
        expect(schoolSemesterOf(DEFAULT_CALENDAR, on).id).toBe(semesterOf(on).id)
      }),
    )
  })

  it('is followed by the next', () => {
    expect(nextSchoolSemester(calendar, '2026-12-01').id).toBe('2026-2')
    expect(nextSchoolSemester(calendar, '2027-02-21').id).toBe('2026-2')
    expect(nextSchoolSemester(calendar, '2027-03-01').id).toBe('2027-1')
  })
})

describe('the school week', () => {
  it.each<[string, number | null, string]>([
    ['2026-09-01', 1, 'a Tuesday'],
    ['2026-09-06', 1, 'the Sunday of the first week'],
    ['2026-09-07', 2, 'the Monday after'],
    ['2027-02-22', 1, 'spring begins anew'],
    ['2027-02-10', null, 'nothing in a vacation'],
  ])('of %s is %o: %s', (on, expected) => {
    expect(schoolWeekOf(calendar, on)).toBe(expected)
  })

  it('never falls back within a semester', () => {
    fc.assert(
      fc.property(day, on => {
        const [today, tomorrow] = [schoolWeekOf(calendar, on), schoolWeekOf(calendar, addDays(on, 1))]
        if (today !== null && tomorrow !== null && tomorrow !== 1)
          expect(tomorrow).toBeGreaterThanOrEqual(today)
      }),
    )
  })
})
