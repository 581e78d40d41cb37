import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { academicYearOf, addDays, ageOn, chinaDay, Day, daysBetween, Moment, semesterOf } from './time.ts'

const day = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

describe('a day in China', () => {
  it('is tested on a machine in another zone, so that a date in its own zone shows', () => {
    expect(new Date('2026-11-21T00:00:00Z').getTimezoneOffset()).not.toBe(-480)
  })

  it.each([
    ['2026-08-31T15:59:59.999Z', '2026-08-31'],
    ['2026-08-31T16:00:00.000Z', '2026-09-01'],
    ['2027-02-14T15:59:59.999Z', '2027-02-14'],
    ['2027-02-14T16:00:00.000Z', '2027-02-15'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2028-02-28T16:00:00.000Z', '2028-02-29'],
  ])('at %s it is %s', (moment, expected) => {
    expect(chinaDay(new Date(moment))).toBe(expected)
  })

  it('plus some days and minus as many is the same day, and the days between are these', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4_000, max: 4_000 }), (from, days) => {
        const to = addDays(from, days)
        expect(addDays(to, -days)).toBe(from)
        expect(daysBetween(from, to)).toBe(days)
      }),
    )
  })
})

describe('an academic year', () => {
  it.each([
    ['2026-08-31', '2025', '2025-09-01', '2026-08-31'],
    ['2026-09-01', '2026', '2026-09-01', '2027-08-31'],
    ['2027-01-01', '2026', '2026-09-01', '2027-08-31'],
  ])('around %s is %s', (on, id, from, to) => {
    expect(academicYearOf(on)).toEqual({ id, kind: 'academicYear', from, to })
  })
})

describe('a semester', () => {
  it.each([
    ['2026-09-01', '2026-1', '2026-09-01', '2027-02-14'],
    ['2027-02-14', '2026-1', '2026-09-01', '2027-02-14'],
    ['2027-02-15', '2026-2', '2027-02-15', '2027-08-31'],
    ['2027-08-31', '2026-2', '2027-02-15', '2027-08-31'],
  ])('around %s is %s', (on, id, from, to) => {
    expect(semesterOf(on)).toEqual({ id, kind: 'semester', from, to })
  })

  it('holds its day, lies within its academic year, and is followed by the next without a gap', () => {
    fc.assert(
      fc.property(day, on => {
        const semester = semesterOf(on)
        const year = academicYearOf(on)
        expect(semester.from <= on && on <= semester.to).toBe(true)
        expect(year.from <= semester.from && semester.to <= year.to).toBe(true)
        const next = semesterOf(addDays(semester.to, 1))
        expect(next.from).toBe(addDays(semester.to, 1))
        expect(next.id > semester.id).toBe(true)
      }),
    )
  })
})

describe('age', () => {
  it.each([
    ['2015-09-01', '2026-08-31', 10],
    ['2015-09-01', '2026-09-01', 11],
    ['2016-02-29', '2027-02-28', 10],
    ['2016-02-29', '2027-03-01', 11],
  ])('of somebody born on %s is on %s %i', (born, on, age) => {
    expect(ageOn(born, on)).toBe(age)
  })
})

describe('the schemas', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '2026-01-01T00:00:00Z', ''])(
    'refuse %o as a day',
    text => {
      expect(Day.safeParse(text).success).toBe(false)
    },
  )

  it('take a moment in UTC to the millisecond, and no other', () => {
    expect(Moment.safeParse('2026-11-21T10:00:00.000Z').success).toBe(true)
    expect(Moment.safeParse('2026-11-21T10:00:00Z').success).toBe(false)
    expect(Moment.safeParse('2026-11-21T18:00:00.000+08:00').success).toBe(false)
  })
})
