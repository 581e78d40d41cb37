import { acceptIntake, getElapsed } from '@sunshine-aid/api-contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { as, done, journeyTo } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  // Six requests wait two days to be accepted; one of them is decided.
  const waiting = await Promise.all(Array.from({ length: 5 }, () => journeyTo(school, 'submitted')))
  school.clock.now = new Date(school.clock.now.getTime() + 2 * 86_400_000)
  for (const { id } of waiting) await as(school, 'officer', id, acceptIntake)
  await journeyTo(school, 'determined')
})
afterAll(() => school.close())

async function elapsed(reader: string, place: 'c1k1s1' | 'c1k1') {
  const { body } = done(await school.call(reader, getElapsed, { params: { id: school.tree[place].id } }))
  const rowOf = (status: string) => body.rows.find(row => row.status === status)
  return { ...body, rowOf }
}

it('tells the school how long its requests stayed at each station, also of a few', async () => {
  const { rowOf, months, suppressBelow } = await elapsed('head', 'c1k1s1')
  expect(months).toEqual(['2026-09', '2026-10'])
  expect(suppressBelow).toBeNull()
  expect(rowOf('submitted')?.total).toEqual({ state: 'shown', n: 6, medianDays: 2.5, p90Days: 2.5 })
  expect(rowOf('awaitingVisit')?.cells).toEqual([
    { state: 'notApplicable' },
    { state: 'shown', n: 1, medianDays: 0.5, p90Days: 0.5 },
  ])
})

it('shows the county what enough stays stand behind, and nothing else', async () => {
  const { rowOf, suppressBelow } = await elapsed('county', 'c1k1')
  expect(suppressBelow).toBe(5)
  expect(rowOf('awaitingVisit')?.total).toEqual({ state: 'suppressed' })
  expect(JSON.stringify(rowOf('awaitingVisit'))).not.toContain('"n"')
})

it('is answered for the very place of one’s role: two tables that overlap would tell what one hides', async () => {
  const ask = (reader: string, place: 'c1k1s1' | 'c1k1s2' | 'c1' | 'c1k1') =>
    school.call(reader, getElapsed, { params: { id: school.tree[place].id } })
  expect((await ask('county', 'c1k1s1')).status).toBe(404)
  expect((await ask('head', 'c1k1s2')).status).toBe(404)
  expect((await ask('head', 'c1k1')).status).toBe(404)
  expect((await ask('teacher', 'c1k1s1')).status).toBe(403)
})

it('counts what happened: the counters are what a recount of all events gives', async () => {
  const counters = async () => {
    const { rows } = await school.asOwner(trx =>
      sql`select school_id, month, status, half_days, n from elapsed_count order by 1, 2, 3, 4`.execute(trx),
    )
    return rows
  }
  const kept = await counters()
  expect(kept.length).toBeGreaterThan(3)
  await school.asOwner(trx =>
    sql`select app.recount_elapsed(array(select id from org where kind = 'school'))`.execute(trx),
  )
  expect(await counters()).toEqual(kept)
})
