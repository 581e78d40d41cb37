import { describe, expect, it } from 'vitest'
import { POLICY_PROFILES } from '../policy.ts'
import { DEFAULT_CALENDAR, isSchoolDay, type SchoolCalendar } from '../settings/calendar.ts'
import { addDays } from '../time.ts'
import { addMonths, dueCutoff, reviewDueOf, serviceDueOf, statusOn, type Spell } from './due.ts'

const policy = POLICY_PROFILES.taicang2024
const spell = (changes: Partial<Spell> = {}): Spell => ({
  status: 'active',
  startedOn: '2026-03-16',
  refreshedOn: null,
  reviewedOn: null,
  ...changes,
})
const due = (changes: Partial<Spell>, today: string, calendar: SchoolCalendar = DEFAULT_CALENDAR) =>
  reviewDueOf(spell(changes), policy, calendar, today)

describe('adding months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-05-31', -3, '2026-02-28'],
    ['2026-12-15', 12, '2027-12-15'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected)
  })
})

describe('what is due next', () => {
  it('is a refresh three months after the start', () => {
    expect(due({}, '2026-04-01')).toEqual({ kind: 'refresh', on: '2026-06-16', near: false, late: false })
  })

  it('is near for thirty days, and late from the day after its day', () => {
    expect(due({}, '2026-05-16')).toMatchObject({ near: false })
    expect(due({}, '2026-05-17')).toMatchObject({ near: true, late: false })
    expect(due({}, '2026-06-16')).toMatchObject({ late: false })
    expect(due({}, '2026-06-17')).toMatchObject({ late: true })
  })

  it('is counted from the last refresh, or from a review, which counts as one', () => {
    expect(due({ refreshedOn: '2026-06-10' }, '2026-06-11')).toMatchObject({ on: '2026-09-10' })
    expect(due({ reviewedOn: '2026-06-10' }, '2026-06-11')).toMatchObject({
      kind: 'refresh',
      on: '2026-09-10',
    })
  })

  it('is the yearly review once that is near, however lately it was refreshed', () => {
    expect(due({ refreshedOn: '2027-02-10' }, '2027-02-15')).toMatchObject({
      kind: 'review',
      on: '2027-03-16',
    })
  })

  it.each([
    ['in the summer vacation', { startedOn: '2026-04-20' }, DEFAULT_CALENDAR, '2026-09-01'],
    ['on a weekend', { startedOn: '2026-06-12' }, DEFAULT_CALENDAR, '2026-09-14'],
    [
      'in a holiday',
      { startedOn: '2026-07-02' },
      { ...DEFAULT_CALENDAR, holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }] },
      '2026-10-08',
    ],
    [
      'on a Sunday with school',
      { startedOn: '2026-06-27' },
      { ...DEFAULT_CALENDAR, makeUpDays: [{ name: '调休', day: '2026-09-27' }] },
      '2026-09-27',
    ],
  ])('falls on the next school day where its own lies %s', (_, changes, calendar, expected) => {
    expect(due(changes, '2026-07-20', calendar)?.on).toBe(expected)
  })

  it.each(['provisional', 'exitReview', 'tapering', 'exited', 'transferred'] as const)(
    'is nothing while an episode is %s',
    status => {
      expect(due({ status }, '2027-06-01')).toBeNull()
    },
  )

  it('is a school day for every start of a year', () => {
    for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      const on = due({ startedOn: day }, day)?.on ?? ''
      expect(isSchoolDay(DEFAULT_CALENDAR, on), on).toBe(true)
    }
  })
})

it('an active episode is up for review exactly while its yearly review is near', () => {
  for (let today = '2027-01-01'; today < '2027-05-01'; today = addDays(today, 1)) {
    const state = statusOn(spell(), policy, today)
    expect(state === 'reviewDue', today).toBe(due({}, today)?.kind === 'review')
  }
  expect(statusOn(spell({ status: 'tapering' }), policy, '2028-01-01')).toBe('tapering')
})

it.each(['refresh', 'review'] as const)('the cut of the list of %ss is the last day that is near', kind => {
  const months = { refresh: policy.refreshEveryMonths, review: policy.reviewEveryMonths }[kind]
  const near = (base: string, today: string) =>
    addDays(addMonths(base, months), -policy.reviewWarnDays) <= today
  for (let today = '2026-09-01'; today < '2027-09-01'; today = addDays(today, 1)) {
    const cut = dueCutoff(kind, policy, today)
    expect([near(cut, today), near(addDays(cut, 1), today)], today).toEqual([true, false])
  }
})

it.each([
  ['on its day', '2026-10-12', { on: '2026-10-23', near: false, late: false }],
  ['the day after', '2026-10-13', { on: '2026-10-23', near: true, late: false }],
  ['on the last school day', '2026-10-23', { on: '2026-10-23', near: true, late: false }],
  ['on the weekend behind it', '2026-10-25', { on: '2026-10-23', near: true, late: false }],
  ['on the tenth school day', '2026-10-26', { on: '2026-10-23', near: true, late: true }],
])('a service that was to begin on the 12th of October is, %s, due as %o', (_, today, due) => {
  expect(serviceDueOf('2026-10-12', 10, DEFAULT_CALENDAR, today)).toEqual({ kind: 'service', ...due })
})
