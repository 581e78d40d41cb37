import { getStuckCounts, listStuck } from '@sunshine-aid/api-contract'
import { STUCK_REASONS, type StuckReason } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, journeyTo } from '../applications/testing/journey.ts'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'
import { recountStuck } from './recountStuck.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  await school.addAccount('leaver', [{ role: 'classTeacher', at: school.tree.c1k1s1a1 }])
  // Six drafts whose teacher leaves, and one request that nobody accepts for weeks.
  for (let at = 0; at < 6; at += 1) await journeyTo(school, 'draft', 'leaver')
  await journeyTo(school, 'submitted')
  await disable('leaver')
  school.clock.now = new Date(MONDAY.getTime() + 30 * 86_400_000)
  await recount()
})
afterAll(() => school.close())

const disable = (subject: string) =>
  school.asOwner(trx =>
    trx.updateTable('account').set({ status: 'disabled' }).where('id', '=', school.id(subject)).execute(),
  )
const recount = () => recountStuck(school.ownerDb, school.clock.now)
const ask = (reader: string, place: 'c1' | 'c1k1' | 'c1k1s1' | 'c1k1s2') =>
  school.call(reader, getStuckCounts, { params: { id: school.tree[place].id } })
async function counts(reader: string, place: 'c1k1' | 'c1k1s1') {
  const { body } = done(await ask(reader, place))
  const of = (reason: StuckReason) => body.rows.map(({ cells }) => cells[STUCK_REASONS.indexOf(reason)])
  return { ...body, of }
}

describe('what is stuck', () => {
  it('is counted for the county by school and reason, each request once, and small numbers are not shown', async () => {
    const body = await counts('county', 'c1k1')
    expect(body.rows.map(({ placeId }) => placeId)).toEqual([school.tree.c1k1s1.id])
    expect(body.of('entererLeft')).not.toEqual([{ state: 'notApplicable' }])
    expect(body.of('waitsTooLong')).toEqual([{ state: 'suppressed' }])
    expect(body.of('nobodyInRole')).toEqual([{ state: 'notApplicable' }])
    expect(body.suppressBelow).toBe(5)
    expect(JSON.stringify(body)).not.toContain('"n":1')
    expect(body.countedAt).toBe(school.clock.now.toISOString())
  })

  it('is as much as the school sees in its own list', async () => {
    const body = await counts('head', 'c1k1s1')
    const { items } = done(await school.call('head', listStuck)).body
    expect(body.suppressBelow).toBeNull()
    expect(body.of('entererLeft')).toEqual([{ state: 'shown', n: 6 }])
    expect(body.rows[0]?.cells.at(-1)).toEqual({ state: 'shown', n: items.length })
  })

  it('names no student, no staff and no case', async () => {
    const { items } = done(await school.call('head', listStuck)).body
    const text = JSON.stringify(await counts('county', 'c1k1'))
    for (const { id, studentName } of items) {
      expect(text).not.toContain(id)
      expect(text).not.toContain(studentName)
    }
    expect(text).not.toContain('leaver')
  })

  it('is answered for the very place of one’s role only', async () => {
    expect((await ask('county', 'c1k1s1')).status).toBe(404)
    expect((await ask('county', 'c1')).status).toBe(404)
    expect((await ask('head', 'c1k1s2')).status).toBe(404)
    expect((await ask('teacher', 'c1k1s1')).status).toBe(403)
  })

  it('goes when it is counted again after somebody freed it', async () => {
    await school.asOwner(trx =>
      trx.updateTable('account').set({ status: 'active' }).where('id', '=', school.id('leaver')).execute(),
    )
    await school.asOwner(trx =>
      trx.updateTable('application').set({ next_role: null, next_accounts: [] }).execute(),
    )
    expect((await counts('county', 'c1k1')).rows).toHaveLength(1)
    await recount()
    expect(await counts('county', 'c1k1')).toMatchObject({ rows: [], totals: [], countedAt: null })
  })
})
