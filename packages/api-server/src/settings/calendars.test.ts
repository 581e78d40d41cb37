import { DEFAULT_CALENDAR, schoolSemesterOf, type SchoolCalendar } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inFullScope } from '../database/scope.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { plantOrgTree, type OrgTree, type Place } from '../testing/orgTree.ts'
import { calendarOf, calendarsOf } from './calendars.ts'

const now = new Date('2026-11-21T08:00:00Z')
let database: TestDatabase
let tree: OrgTree

beforeAll(async () => {
  database = await testDatabase()
  tree = await plantOrgTree(database.db.owner)
  await set('c1', '2026', 1, year('2026', '09-02'))
  await set('c1', '2026', 2, year('2026', '09-01'))
  await set('c1k1', '2026', 1, year('2026', '08-31'))
  await set('c1k2', '2026', 1, year('2026', '09-07'))
  await set('c1k2', '2026', 2, null)
  await set('c1', '2027', 1, year('2027', '09-06'))
})
afterAll(() => database.drop())

const year = (of: string, from: string): SchoolCalendar => ({
  semesters: [{ id: `${of}-1`, from: `${of}-${from}`, to: `${of}-12-31` }],
  holidays: [{ name: '国庆节', from: `${of}-10-01`, to: `${of}-10-07` }],
  makeUpDays: [],
})

function set(place: Place, of: string, version: number, content: SchoolCalendar | null) {
  return inFullScope(database.db.owner, now, trx =>
    trx
      .insertInto('school_calendar')
      .values({
        org_id: tree[place].id,
        org_path: tree[place].path,
        year: of,
        version,
        content: content && JSON.stringify(content),
        set_by: '00000000-0000-4000-8000-000000000001',
        set_by_name: '王琳',
        set_at: now,
      })
      .execute(),
  )
}

const firstDay = (calendar: SchoolCalendar, day: string) => schoolSemesterOf(calendar, day).from

describe('the calendar of a school', () => {
  const of = (place: Place) => inFullScope(database.db.owner, now, trx => calendarOf(trx, tree[place].id))

  it('is that of its county, for the years that the county has set, and else that of the city', async () => {
    const calendar = await of('c1k1s1')
    expect(firstDay(calendar, '2026-11-21')).toBe('2026-08-31')
    expect(firstDay(calendar, '2027-11-21')).toBe('2027-09-06')
  })

  it('is the newest version of the city where the county has taken its own back', async () => {
    expect(firstDay(await of('c1k2s1'), '2026-11-21')).toBe('2026-09-01')
  })

  it('is the default one where nobody has set any', async () => {
    expect(await of('c2k1s1')).toEqual(DEFAULT_CALENDAR)
  })

  it('is found for many at once', async () => {
    const ids = [tree.c1k1s1.id, tree.c2k1s1.id]
    const calendars = await inFullScope(database.db.owner, now, trx => calendarsOf(trx, ids))
    expect([...calendars.keys()].toSorted()).toEqual(ids.toSorted())
  })
})
