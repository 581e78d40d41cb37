import { getArchive, getStudent, listAccess } from '@sunshine-aid/api-contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inFullScope } from '../database/scope.ts'
import { demoApi, demoSchool, NOW } from '../demo/testing/province.ts'
import type { TestApi } from '../testing/api.ts'

let api: TestApi
/** A focus student of the first teacher's class with both mentors. */
let focus: string
/** Somebody of another class of the same school. */
let elsewhere: string

beforeAll(async () => {
  api = await demoApi()
  const { id: school } = await demoSchool(api.ownerDb, 'taicang')
  await inFullScope(api.ownerDb, NOW, async trx => {
    const { rows } = await sql<{ id: string; path: string }>`
      select student.id, student.org_path as path from student
      join org on org.id = student.class_id
      where student.school_id = ${school} and org.name = '三年级（1）班'
        and exists (select from episode where episode.student_id = student.id and episode.status = 'active')
      limit 1`.execute(trx)
    const [student] = rows
    if (!student) throw new Error('the demo school has no focus student')
    focus = student.id
    await pairWith(trx, focus, ['taicang-mentor-1', 'taicang-psych'])
    const other = await trx
      .selectFrom('student')
      .select('id')
      .where('school_id', '=', school)
      .where('org_path', '!=', student.path)
      .limit(1)
      .executeTakeFirstOrThrow()
    elsewhere = other.id
  })
})
afterAll(() => api.close())

type Trx = Parameters<Parameters<typeof inFullScope>[2]>[0]

/** Whoever mentors the student: exactly these. The second mentor of the school takes nobody. */
async function pairWith(trx: Trx, studentId: string, subjects: string[]): Promise<void> {
  await sql`delete from pairing where student_id = ${studentId}`.execute(trx)
  await sql`
    insert into pairing (episode_id, student_id, org_path, mentor_id, mentor_account_id, kind, accepted_on)
    select episode.id, episode.student_id, episode.org_path, mentor.id, mentor.account_id, mentor.kind, '2026-10-01'
    from episode, mentor join account on account.id = mentor.account_id
    where episode.student_id = ${studentId} and episode.status = 'active'
      and account.subject = any (${subjects}::text[])`.execute(trx)
}

const open = (subject: string, id: string) => api.call(subject, getArchive, { params: { id } })

describe('an archive', () => {
  it('holds everything that exists about a student, for the aid officer', async () => {
    const { status, body } = await open('taicang-officer-1', focus)
    expect(status).toBe(200)
    expect(body.aidHistory.length).toBeGreaterThan(0)
    expect(body.visits.length).toBeGreaterThan(0)
    expect(body.applications).toMatchObject([{ status: 'determined' }])
    expect(body.episodes[0]).toMatchObject({ status: 'active', endedOn: null })
    expect(body.episodes[0]?.services.length).toBeGreaterThan(0)
    expect(body.student.idNumberMasked).toMatch(/^320\*+\d{4}$/)
    expect(body.student.guardianPhoneMasked).toMatch(/^199\*{4}\d{4}$/)
  })

  it.each([
    ['taicang-officer-1', true],
    ['taicang-head', true],
    ['taicang-mentor-1', true],
    ['taicang-teacher-1', false],
    ['taicang-psych', false],
  ])('opens for %s; payments readable: %s', async (subject, readable) => {
    const { status, body } = await open(subject, focus)
    expect({ status, readable: body.aidHistoryReadable }).toEqual({ status: 200, readable })
    expect(body.aidHistory.length > 0).toBe(readable)
  })

  it('hides the payments from a mentor of another kind', async () => {
    await inFullScope(api.ownerDb, NOW, trx =>
      sql`update pairing set kind = 'academic' where student_id = ${focus} and kind = 'aid'`.execute(trx),
    )
    expect((await open('taicang-mentor-1', focus)).body.aidHistoryReadable).toBe(false)
    await inFullScope(api.ownerDb, NOW, trx =>
      sql`update pairing set kind = 'aid' where student_id = ${focus} and kind = 'academic'`.execute(trx),
    )
  })

  it.each([
    ['taicang-mentor-2', () => focus, 404],
    ['taicang-teacher-1', () => elsewhere, 404],
    ['taicang-teacher-2', () => focus, 404],
    ['wuxi-officer-1', () => focus, 404],
    ['taicang-county-admin', () => focus, 403],
    ['taicang-guardian', () => focus, 403],
    ['province-auditor', () => focus, 403],
  ])('stays closed to %s', async (subject, id, status) => {
    expect((await open(subject, id())).status).toBe(status)
  })
})

describe('who has opened a file', () => {
  it('is told newest first, page by page, with name, role and outcome', async () => {
    await api.call('taicang-psych', getStudent, { params: { id: focus } })
    await open('taicang-head', focus)
    const seen: { name: string | null; role: string; action: string; outcome: string; at: string }[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = { limit: '3', ...(cursor && { cursor }) }
      const { status, body } = await api.call('taicang-officer-2', listAccess, {
        params: { id: focus },
        query,
      })
      expect(status).toBe(200)
      seen.push(...body.items)
      // Reading the log is on the log as well; only what was there before is followed.
      cursor = seen.length > 12 ? null : body.nextCursor
    }
    expect(seen).toContainEqual(expect.objectContaining({ role: 'schoolHead', action: 'getArchive' }))
    expect(seen).toContainEqual(expect.objectContaining({ role: 'psychTeacher', action: 'getStudent' }))
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )
  })

  it('names a reader from above the school', async () => {
    await api.call('province-auditor', listAccess, { params: { id: focus }, query: {} })
    const { body } = await api.call('taicang-head', listAccess, { params: { id: focus }, query: {} })
    const reader = body.items.find(({ role }) => role === 'auditor')
    expect(reader).toMatchObject({ action: 'listAccess', outcome: 'done' })
    expect(reader?.name).toMatch(/\p{Script=Han}/u)
  })

  it.each([
    ['wuxi-officer-1', 404],
    ['taicang-teacher-1', 403],
    ['taicang-mentor-1', 403],
    ['province-admin', 403],
  ])('is refused to %s with %i', async (subject, status) => {
    expect((await api.call(subject, listAccess, { params: { id: focus }, query: {} })).status).toBe(status)
  })
})
