import {
  getCalendar,
  getPreferences,
  listAidServices,
  savePreferences,
  saveAidItem,
  setCalendarYear,
} from '@sunshine-aid/api-contract'
import {
  AID_CATEGORIES,
  AID_TEMPLATES,
  isSchoolDay,
  type AidItemContent,
  type CalendarYear,
} from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DETERMINATION, done, journeyTo } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { calendarOf } from './calendars.ts'

let school: School
const SCHOOL = () => school.tree.c1k1s1.id
const COUNTY = () => school.tree.c1k1.id
beforeAll(async () => {
  school = await openSchool()
  await school.addAccount('city', [{ role: 'cityAdmin', at: school.tree.c1 }])
})
afterAll(() => school.close())

describe('the list of services', () => {
  const list = async (by = 'teacher', id = SCHOOL(), hidden = false) =>
    done(await school.call(by, listAidServices, { params: { id }, query: hidden ? { hidden: 'true' } : {} }))
      .body
  const save = (by: string, id: string, item: string, content: Partial<AidItemContent>, version = 1) =>
    school.call(by, saveAidItem, {
      params: { id, item },
      body: { category: 'academicTutoring', name: '课后辅导', provider: null, hidden: false, ...content },
      ifMatch: version,
    })
  const find = async (id: string, by = 'teacher') => (await list(by)).items.find(item => item.id === id)

  it('begins with what the documents name, in every category', async () => {
    const { items, mayRefine } = await list()
    expect(items).toHaveLength(AID_TEMPLATES.length)
    expect(new Set(items.map(({ category }) => category))).toEqual(new Set(AID_CATEGORIES))
    expect(mayRefine).toBe(false)
    expect((await list('officer')).mayRefine).toBe(true)
  })

  it('has what the county supplies to all, and what the school adds for itself', async () => {
    const [shared, own] = [crypto.randomUUID(), crypto.randomUUID()]
    done(await save('county', COUNTY(), shared, { name: '流动图书车', provider: '县图书馆' }))
    done(await save('officer', SCHOOL(), own, { name: '星期三课堂' }))
    expect(await find(shared)).toMatchObject({ source: 'region', provider: '县图书馆', own: false })
    expect(await find(own)).toMatchObject({ source: 'school', own: true, version: 2 })
    const beside = (await list('neighbour', school.tree.c1k1s2.id)).items.map(({ id }) => id)
    expect([beside.includes(shared), beside.includes(own)]).toEqual([true, false])
  })

  it('calls things as the school calls them, and keeps the name where it came from', async () => {
    const item = 'guide-academicTutoring-1'
    done(await save('officer', SCHOOL(), item, { name: '一对一答疑', provider: '数学组' }))
    expect(await find(item)).toMatchObject({
      name: '一对一答疑',
      originalName: '个别化辅导',
      source: 'guide',
      changed: { byName: 'officer' },
    })
    expect(
      (await list('neighbour', school.tree.c1k1s2.id)).items.find(({ id }) => id === item),
    ).toMatchObject({
      name: '个别化辅导',
      changed: null,
    })
  })

  it('hides what the school does not offer, and shows it again', async () => {
    const item = 'lines-society'
    const content = { category: 'allRoundDevelopment', name: '社会帮扶' } as const
    done(await save('officer', SCHOOL(), item, { ...content, hidden: true }))
    expect(await find(item)).toBeUndefined()
    expect((await list('officer', SCHOOL(), true)).items.find(({ id }) => id === item)?.hidden).toBe(true)
    done(await save('officer', SCHOOL(), item, content, 2))
    expect(await find(item)).toBeDefined()
  })

  it('takes one of two changes at the same time, and shows the other what stands there', async () => {
    const item = 'guide-conductGuidance-1'
    const replies = await Promise.all(
      ['officer', 'officer2'].map(by => save(by, SCHOOL(), item, { category: 'conductGuidance', name: by })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  it('is refined by the officer at the own school, and by nobody else there', async () => {
    expect((await save('teacher', SCHOOL(), 'lines-study', {})).status).toBe(403)
    expect((await save('head', SCHOOL(), 'lines-study', {})).status).toBe(403)
    expect((await save('county', SCHOOL(), 'lines-study', {})).status).toBe(404)
    expect((await save('neighbour', SCHOOL(), 'lines-study', {})).status).toBe(404)
  })

  it('never rewrites what was agreed earlier', async () => {
    const { id } = await journeyTo(school, 'determined')
    const agreed = () =>
      school.asOwner(trx =>
        trx
          .selectFrom('aid_service')
          .innerJoin('episode', 'episode.id', 'aid_service.episode_id')
          .select(['content', 'provider'])
          .where('episode.application_id', '=', id)
          .execute(),
      )
    const before = await agreed()
    expect(before.map(({ content }) => content)).toEqual(DETERMINATION.services.map(({ content }) => content))
    done(await save('officer', SCHOOL(), 'guide-academicTutoring-2', { name: '改了名', provider: '别人' }))
    expect(await agreed()).toEqual(before)
  })
})

describe('the school calendar', () => {
  const YEAR: CalendarYear = {
    semesters: [
      { id: '2026-1', from: '2026-09-01', to: '2027-01-29' },
      { id: '2026-2', from: '2027-02-22', to: '2027-07-02' },
    ],
    holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }],
    makeUpDays: [{ name: '国庆节调休', day: '2026-10-10' }],
  }
  const set = (by: string, id: string, content: CalendarYear | null, version = 1, year = '2026') =>
    school.call(by, setCalendarYear, { params: { id, year }, body: { content }, ifMatch: version })
  const get = async (by: string, id = SCHOOL()) =>
    done(await school.call(by, getCalendar, { params: { id } })).body.items

  it('is the usual one until somebody sets another', async () => {
    const items = await get('teacher')
    expect(items.map(({ year, setBy }) => [year, setBy])).toEqual([
      ['2025', null],
      ['2026', null],
      ['2027', null],
      ['2028', null],
    ])
  })

  it('is set by the city or the county, and holds in every school below', async () => {
    done(await set('city', school.tree.c1.id, { ...YEAR, holidays: [] }))
    expect((await get('teacher'))[1]).toMatchObject({ setBy: { byName: 'city' }, own: false, version: 1 })
    done(await set('county', COUNTY(), YEAR))
    const [, shown] = await get('officer')
    expect(shown).toMatchObject({ content: YEAR, setBy: { byName: 'county' } })
    const calendar = await school.asOwner(trx => calendarOf(trx, SCHOOL()))
    expect([isSchoolDay(calendar, '2026-10-05'), isSchoolDay(calendar, '2026-10-10')]).toEqual([false, true])
    done(await set('county', COUNTY(), null, 2))
    expect((await get('officer'))[1]).toMatchObject({ setBy: { byName: 'city' } })
  })

  it('is changed on the version that was seen', async () => {
    expect((await set('county', COUNTY(), YEAR, 1)).problem.code).toBe('stale_version')
    done(await set('county', COUNTY(), YEAR, 3))
  })

  it.each([
    ['one semester', { semesters: YEAR.semesters.slice(0, 1) }, 'calendar_two_semesters', 'semesters'],
    [
      'semesters that overlap',
      { semesters: [YEAR.semesters[0]!, { ...YEAR.semesters[1]!, from: '2027-01-20' }] },
      'calendar_overlap',
      'semesters.1',
    ],
    [
      'a holiday that ends before it begins',
      { holidays: [{ name: '元旦', from: '2027-01-03', to: '2027-01-01' }] },
      'calendar_order',
      'holidays.0',
    ],
    [
      'a holiday of another year',
      { holidays: [{ name: '国庆节', from: '2025-10-01', to: '2025-10-07' }] },
      'calendar_outside_year',
      'holidays.0',
    ],
    [
      'a Monday that is made up',
      { makeUpDays: [{ name: '调休', day: '2026-10-12' }] },
      'calendar_make_up_weekday',
      'makeUpDays.0',
    ],
  ] as const)('with %s is refused, and the line is named', async (_, wrong, code, at) => {
    const { problem } = await set(
      'county',
      COUNTY(),
      { ...YEAR, ...structuredClone(wrong) } as CalendarYear,
      4,
    )
    expect(problem.code).toBe(code)
    expect(problem.errors).toContainEqual({ path: `body.content.${at}`, code })
  })

  it.each([
    ['officer', () => SCHOOL(), 403],
    ['county', () => SCHOOL(), 404],
    ['county', () => school.tree.c1k2.id, 404],
  ] as const)('is not set by %s there', async (by, id, status) => {
    expect((await set(by, id(), YEAR)).status).toBe(status)
  })
})

describe('what an account prefers', () => {
  it('is its own, and outlives the session', async () => {
    const get = async (by: string) => done(await school.call(by, getPreferences, {})).body
    expect(await get('teacher')).toEqual({ tourSeen: false, shortcuts: true })
    done(await school.call('teacher', savePreferences, { body: { tourSeen: true, shortcuts: false } }))
    done(await school.call('teacher', savePreferences, { body: { tourSeen: true, shortcuts: true } }))
    expect(await get('teacher')).toEqual({ tourSeen: true, shortcuts: true })
    expect(await get('teacher2')).toEqual({ tourSeen: false, shortcuts: true })
  })
})
