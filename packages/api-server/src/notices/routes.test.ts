import { acknowledgeNotice, fileNotice, listNotices } from '@sunshine-aid/api-contract'
import type { SchoolStage } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const NOTICE = {
  kind: 'withdrawal',
  reason: 'wantsToWork',
  plannedOn: '2026-10-20',
  note: '想外出务工',
} as const

async function aStudent(stage: SchoolStage = 'vocational'): Promise<string> {
  const id = await school.addStudent()
  await school.asOwner(trx => trx.updateTable('student').set({ stage }).where('id', '=', id).execute())
  return id
}
const file = (by: string, id: string, changes = {}) =>
  school.call(by, fileNotice, { params: { id }, body: { ...NOTICE, ...changes } })
const list = async (reader: string, query = {}) =>
  done(await school.call(reader, listNotices, { query: { limit: '100', ...query } })).body.items
const acknowledge = (by: string, id: string, ifMatch = 1) =>
  school.call(by, acknowledgeNotice, {
    params: { id },
    ifMatch,
    body: { tried: '已家访两次，介绍了免学费政策' },
  })

describe('a notice', () => {
  it('is filed before it takes effect, and put on file with what was tried', async () => {
    const filed = done(await file('teacher', await aStudent())).body
    expect(filed).toMatchObject({ ...NOTICE, state: 'filed', late: false, filedByName: 'teacher' })
    expect(done(await acknowledge('officer', filed.id)).body).toMatchObject({
      state: 'acknowledged',
      tried: '已家访两次，介绍了免学费政策',
      acknowledgedByName: 'officer',
    })
    expect((await acknowledge('officer', filed.id, 2)).problem.code).toBe('notice_acknowledged')
    expect((await acknowledge('officer', filed.id)).status).toBe(412)
  })

  it.each(['primary', 'juniorHigh'] as const)('is refused in compulsory education (%s)', async stage => {
    expect((await file('officer', await aStudent(stage))).problem.code).toBe('compulsory_education')
  })

  it('is refused after the day, and while another waits', async () => {
    const id = await aStudent()
    expect((await file('teacher', id, { plannedOn: '2026-10-11' })).problem.code).toBe('notice_too_late')
    done(await file('teacher', id))
    expect((await file('officer', id)).problem.code).toBe('notice_already_open')
  })

  it('is filed once, however many file it at the same time', async () => {
    const id = await aStudent()
    const replies = await Promise.all(['teacher', 'officer', 'officer2'].map(by => file(by, id)))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
  })

  it('is only for whoever looks after the student', async () => {
    const id = await aStudent()
    for (const by of ['teacher2', 'neighbour']) expect((await file(by, id)).status, by).toBe(404)
    for (const by of ['head', 'pan1', 'mentor', 'county']) expect((await file(by, id)).status, by).toBe(403)
    const { body } = done(await file('teacher', id))
    expect((await acknowledge('neighbour', body.id)).status).toBe(404)
    expect((await acknowledge('teacher', body.id)).status).toBe(403)
  })
})

describe('the list', () => {
  it('shows what waits first, the nearest day on top, and says what is late', async () => {
    const soon = done(await file('teacher', await aStudent(), { plannedOn: '2026-10-12' })).body
    await file('teacher', await aStudent(), { plannedOn: '2026-11-12' })
    const items = await list('head')
    expect(items[0]).toMatchObject({ id: soon.id, late: true })
    expect(items.map(({ state }) => state)).toEqual(
      items
        .map(({ state }) => state)
        .toSorted()
        .reverse(),
    )
    const waiting = await list('officer', { state: 'filed' })
    expect(waiting.map(({ plannedOn }) => plannedOn)).toEqual(
      waiting.map(({ plannedOn }) => plannedOn).toSorted(),
    )
  })

  it('goes on from page to page over both states', async () => {
    const all = (await list('officer')).map(({ id }) => id)
    const seen: string[] = []
    for (let cursor: string | undefined; ;) {
      const query = { limit: '2', ...(cursor !== undefined && { cursor }) }
      const { body } = done(await school.call('officer', listNotices, { query }))
      seen.push(...body.items.map(({ id }) => id))
      if (body.nextCursor === null) break
      cursor = body.nextCursor
    }
    expect(seen).toEqual(all)
  })

  it('is empty for another class and another school', async () => {
    for (const reader of ['teacher2', 'neighbour', 'stranger']) expect(await list(reader), reader).toEqual([])
  })
})
