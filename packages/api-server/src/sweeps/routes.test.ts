import { getSweep, listSweepProposals, listSweeps, startApplication } from '@sunshine-aid/api-contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MONDAY, openSchool, writtenRows, type School } from '../applications/testing/school.ts'
import { sweepSheet } from './sweepSheet.ts'
import { addSign } from './testing/signs.ts'
import { only, sweepsAt } from './testing/sweepsAt.ts'

let school: School
let at: ReturnType<typeof sweepsAt>
beforeAll(async () => {
  school = await openSchool()
  at = sweepsAt(school)
})
afterAll(() => school.close())
beforeEach(() => at.reset())

describe('a sweep', () => {
  it('proposes whom the facts speak for, each with its reasons, and starts nothing', async () => {
    const orphan = await at.child(['orphan'], ['failedSubjects', 4])
    await at.child(['failedSubjects', 1])
    const before = await writtenRows(school)
    const { status, body } = await at.start()
    expect([status, body.students]).toEqual([201, 2])
    expect(body.progress).toEqual({ proposed: 1, accepted: 0, dismissed: 0, superseded: 0, late: 0 })
    expect(body.byDilemma.filter(({ students }) => students > 0)).toEqual([
      { dilemma: 'familyEducation', students: 1 },
      { dilemma: 'academic', students: 1 },
    ])
    const proposal = only(await at.proposals(body.id))
    expect(proposal).toMatchObject({
      studentId: orphan,
      state: 'proposed',
      decision: null,
      kind: 'application',
    })
    expect(proposal.reasons[1]?.facts).toEqual([
      { code: 'failedSubjects', source: 'results', period: '2026-1', amount: 4, observedOn: '2026-09-10' },
    ])
    expect(proposal.supporting.map(({ code }) => code)).toEqual(['notVisited'])
    expect(await writtenRows(school)).toEqual(before)
  })

  it('started twice proposes the same student once, and keeps what was decided', async () => {
    await at.child(['orphan'])
    const first = await at.start()
    school.clock.now = new Date(MONDAY.getTime() + 60_000)
    const second = await at.start()
    expect((await at.proposals(first.body.id)).map(({ state }) => state)).toEqual(['superseded'])
    expect((await at.proposals(second.body.id)).map(({ state }) => state)).toEqual(['proposed'])
    const { body } = await school.call('officer', listSweeps, { query: {} })
    expect(body.items.map(({ id }) => id)).toEqual([second.body.id, first.body.id])
  })

  it('started ten times at once proposes everybody in one open proposal', async () => {
    await at.child(['orphan'])
    await at.child(['leftBehind'])
    await Promise.all(Array.from({ length: 10 }, () => at.start()))
    const { rows } = await school.asOwner(trx =>
      sql<{
        open: number
      }>`select count(*)::int as open from sweep_proposal where state = 'proposed'`.execute(trx),
    )
    expect(rows[0]?.open).toBe(2)
  })

  it('leaves out who has a request, is supported, or is not at school', async () => {
    const asked = await at.child(['orphan'])
    await school.call('teacher', startApplication, { body: { studentId: asked } })
    const gone = await at.child(['orphan'])
    await school.asOwner(trx =>
      trx.updateTable('student').set({ enrolment: 'suspended' }).where('id', '=', gone).execute(),
    )
    expect(await at.swept()).toEqual([])
  })

  it('cannot know psychological findings: its facts have no room for them', async () => {
    const id = await at.child(['orphan'])
    // The type refuses it already: this asks the table.
    await expect(addSign(school, id, 'psychRisk' as never)).rejects.toThrow('student_sign_code_check')
    expect(JSON.stringify(await at.swept())).not.toMatch(/psych/i)
  })

  it('shows a class teacher the class, in list and figures', async () => {
    await at.child(['orphan'])
    const other = await school.addStudent({ place: 'c1k1s1a2' })
    await addSign(school, other, 'leftBehind')
    const { body } = await at.start()
    expect(only(await at.proposals(body.id, 'teacher2')).studentId).toBe(other)
    expect(
      (await school.call('teacher2', getSweep, { params: { id: body.id } })).body.progress.proposed,
    ).toBe(1)
    expect(await at.proposals(body.id, 'officer', { classId: school.tree.c1k1s1a1.id })).toHaveLength(1)
    expect(await at.proposals(body.id, 'officer', { dilemma: 'academic' })).toEqual([])
    expect(
      await at.proposals(body.id, 'officer', { dilemma: 'familyEducation', state: 'proposed' }),
    ).toHaveLength(2)
  })

  it('is cut into pages in one order', async () => {
    for (let n = 0; n < 3; n++) await at.child(['orphan'])
    const { body } = await at.start()
    const first = await school.call('officer', listSweepProposals, {
      params: { id: body.id },
      query: { limit: '2' },
    })
    const rest = await at.proposals(body.id, 'officer', { limit: '2', cursor: first.body.nextCursor })
    expect([...first.body.items, ...rest].map(({ id }) => id)).toEqual(
      (await at.proposals(body.id)).map(({ id }) => id),
    )
  })
})

describe('a sweep is refused', () => {
  it.each([
    ['neighbour', 404],
    ['teacher', 403],
    ['head', 403],
    ['psych', 403],
    ['county', 403],
    ['auditor', 403],
  ])('to %s with %i when they start it', async (by, status) => {
    expect((await at.start(by)).status).toBe(status)
  })

  it.each([
    ['neighbour', 404],
    ['stranger', 404],
    ['mentor', 403],
    ['psych', 403],
    ['county', 403],
  ])('to %s with %i when they read it', async (by, status) => {
    await at.child(['orphan'])
    const { body } = await at.start()
    const params = { id: body.id }
    expect((await school.call(by, getSweep, { params })).status).toBe(status)
    expect((await school.call(by, listSweepProposals, { params, query: {} })).status).toBe(status)
  })

  it.each([
    ['neighbour', 404],
    ['teacher2', 404],
    ['head', 403],
    ['psych', 403],
  ])('to %s with %i when they decide', async (by, status) => {
    await at.child(['orphan'])
    const proposal = only(await at.swept())
    expect((await at.accept(proposal, by)).status).toBe(status)
    expect((await at.dismiss(proposal, by)).status).toBe(status)
    expect(only(await at.proposals(proposal.sweepId))).toEqual(proposal)
  })
})

it('the list can leave as a workbook: the latest sweep of the school, with reasons and decisions, page by page', async () => {
  for (const code of ['orphan', 'leftBehind', 'jobSearch'] as const) await at.child([code])
  await at.start()
  school.clock.now = new Date(MONDAY.getTime() + 60_000)
  const [first] = await at.swept()
  if (first) await at.dismiss(first)
  const { count, rows } = await school.asOwner(async trx => {
    const some = await sweepSheet.page(trx, at.schoolId, null, 2)
    const rest = await sweepSheet.page(trx, at.schoolId, some.at(-1)?.position ?? null, 2)
    return { count: await sweepSheet.count(trx, at.schoolId), rows: [...some, ...rest] }
  })
  expect(count).toBe(3)
  expect(rows.map(({ id }) => id)).toHaveLength(3)
  expect(rows[0]?.cells.slice(4, 7)).toEqual(['已排除', 'officer', '2026-10-12'])
  expect(rows.map(({ cells }) => cells[3]).join()).toContain('留守儿童（学生名单，2026-09-10）')
})
