import {
  acceptSweepProposal,
  determineApplication,
  dismissSweepProposal,
  getApplication,
  getApplicationOrigin,
  getSweep,
  getSweepBalance,
  listSweepProposals,
  listSweeps,
  startApplication,
  startSweep,
  submitApplication,
} from '@sunshine-aid/api-contract'
import type { SweepProposal } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MONDAY, openSchool, writtenRows, type School } from '../applications/testing/school.ts'
import { sweepSheet } from './sweepSheet.ts'
import { addSign } from './testing/signs.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())
/** Every test begins with students about whom nothing is known yet. */
beforeEach(async () => {
  school.clock.now = MONDAY
  await school.asOwner(async trx => {
    await sql`truncate sweep, student_sign cascade`.execute(trx)
    await trx.updateTable('student').set({ enrolment: 'left' }).execute()
    await trx.updateTable('org').set({ policy_profile: 'taicang2024' }).where('kind', '=', 'city').execute()
  })
})

const schoolId = () => school.tree.c1k1s1.id
const start = (by = 'officer') => school.call(by, startSweep, { body: { schoolId: schoolId() } })
const proposals = async (sweepId: string, by = 'officer', query = {}) =>
  (await school.call(by, listSweepProposals, { params: { id: sweepId }, query })).body.items
const swept = async (by = 'officer') => proposals((await start()).body.id, by)
const accept = (
  { id, version }: SweepProposal,
  by = 'officer',
  said = { factsChecked: false, consentGiven: false },
) => school.call(by, acceptSweepProposal, { params: { id }, body: said, ifMatch: version })
const dismiss = ({ id, version }: SweepProposal, by = 'officer', reason = 'noNeed' as const) =>
  school.call(by, dismissSweepProposal, { params: { id }, body: { reason, note: '' }, ifMatch: version })
const only = (items: readonly SweepProposal[]): SweepProposal => {
  expect(items).toHaveLength(1)
  return items[0]!
}
const child = async (...signs: readonly (readonly [Parameters<typeof addSign>[2], number?])[]) => {
  const id = await school.addStudent()
  for (const [code, amount] of signs) await addSign(school, id, code, amount)
  return id
}

describe('a sweep', () => {
  it('proposes whom the facts speak for, each with its reasons, and starts nothing', async () => {
    const orphan = await child(['orphan'], ['failedSubjects', 4])
    await child(['failedSubjects', 1])
    const before = await writtenRows(school)
    const { status, body } = await start()
    expect([status, body.students]).toEqual([201, 2])
    expect(body.progress).toEqual({ proposed: 1, accepted: 0, dismissed: 0, superseded: 0, late: 0 })
    expect(body.byDilemma.filter(({ students }) => students > 0)).toEqual([
      { dilemma: 'familyEducation', students: 1 },
      { dilemma: 'academic', students: 1 },
    ])
    const proposal = only(await proposals(body.id))
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
    await child(['orphan'])
    const first = await start()
    school.clock.now = new Date(MONDAY.getTime() + 60_000)
    const second = await start()
    expect((await proposals(first.body.id)).map(({ state }) => state)).toEqual(['superseded'])
    expect((await proposals(second.body.id)).map(({ state }) => state)).toEqual(['proposed'])
    const { body } = await school.call('officer', listSweeps, { query: {} })
    expect(body.items.map(({ id }) => id)).toEqual([second.body.id, first.body.id])
  })

  it('started ten times at once proposes everybody in one open proposal', async () => {
    await child(['orphan'])
    await child(['leftBehind'])
    await Promise.all(Array.from({ length: 10 }, () => start()))
    const { rows } = await school.asOwner(trx =>
      sql<{
        open: number
      }>`select count(*)::int as open from sweep_proposal where state = 'proposed'`.execute(trx),
    )
    expect(rows[0]?.open).toBe(2)
  })

  it('leaves out who has a request, is supported, or is not at school', async () => {
    const asked = await child(['orphan'])
    await school.call('teacher', startApplication, { body: { studentId: asked } })
    const gone = await child(['orphan'])
    await school.asOwner(trx =>
      trx.updateTable('student').set({ enrolment: 'suspended' }).where('id', '=', gone).execute(),
    )
    expect(await swept()).toEqual([])
  })

  it('cannot know psychological findings: its facts have no room for them', async () => {
    const id = await child(['orphan'])
    await expect(addSign(school, id, 'psychRisk' as never)).rejects.toThrow('student_sign_code_check')
    expect(JSON.stringify(await swept())).not.toMatch(/psych/i)
  })

  it('shows a class teacher the class, in list and figures', async () => {
    await child(['orphan'])
    const other = await school.addStudent({ place: 'c1k1s1a2' })
    await addSign(school, other, 'leftBehind')
    const { body } = await start()
    expect(only(await proposals(body.id, 'teacher2')).studentId).toBe(other)
    expect(
      (await school.call('teacher2', getSweep, { params: { id: body.id } })).body.progress.proposed,
    ).toBe(1)
    expect(await proposals(body.id, 'officer', { classId: school.tree.c1k1s1a1.id })).toHaveLength(1)
    expect(await proposals(body.id, 'officer', { dilemma: 'academic' })).toEqual([])
    expect(
      await proposals(body.id, 'officer', { dilemma: 'familyEducation', state: 'proposed' }),
    ).toHaveLength(2)
  })

  it('is cut into pages in one order', async () => {
    for (let n = 0; n < 3; n++) await child(['orphan'])
    const { body } = await start()
    const first = await school.call('officer', listSweepProposals, {
      params: { id: body.id },
      query: { limit: '2' },
    })
    const rest = await proposals(body.id, 'officer', { limit: '2', cursor: first.body.nextCursor })
    expect([...first.body.items, ...rest].map(({ id }) => id)).toEqual(
      (await proposals(body.id)).map(({ id }) => id),
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
    expect((await start(by)).status).toBe(status)
  })

  it.each([
    ['neighbour', 404],
    ['stranger', 404],
    ['mentor', 403],
    ['psych', 403],
    ['county', 403],
  ])('to %s with %i when they read it', async (by, status) => {
    await child(['orphan'])
    const { body } = await start()
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
    await child(['orphan'])
    const proposal = only(await swept())
    expect((await accept(proposal, by)).status).toBe(status)
    expect((await dismiss(proposal, by)).status).toBe(status)
    expect(only(await proposals(proposal.sweepId))).toEqual(proposal)
  })
})

describe('taking a proposal up', () => {
  it('starts a draft with what it says, by whoever took it up, and never more than a draft', async () => {
    await child(['leftBehind'], ['absenceDays', 12])
    const { status, body } = await accept(only(await swept()), 'teacher')
    expect([status, body.state, body.decision?.byName]).toEqual([200, 'accepted', 'teacher'])
    const params = { id: body.decision?.applicationId ?? '' }
    const draft = (await school.call('teacher', getApplication, { params })).body
    expect(draft).toMatchObject({
      status: 'draft',
      applicantKind: 'teacher',
      consentGiven: false,
      dilemmaTypes: ['familyEducation', 'academic'],
      reasonCodes: ['leftBehind', 'dropoutRisk'],
      aidCategories: ['familyGuidance', 'academicTutoring'],
      factsAndReasons:
        '留守儿童（学生名单，2026-09-10）\n缺课 12 天（学业成绩表，2026-2027 学年第一学期，2026-09-10）',
    })
    const refused = await school.call('teacher', submitApplication, { params, ifMatch: draft.version })
    expect(refused.problem.code).toBe('consent_required')
    const origin = await school.call('officer', getApplicationOrigin, { params })
    expect(origin.body).toMatchObject({
      source: 'proposedBySystem',
      proposal: { acceptedByName: 'teacher', reasons: [{ reason: 'leftBehind' }, { reason: 'dropoutRisk' }] },
    })
  })

  it('happens once, however many do it at once; the others are told', async () => {
    await child(['orphan'])
    const proposal = only(await swept())
    const replies = await Promise.all(Array.from({ length: 8 }, () => accept(proposal)))
    const codes = replies.map(({ status, problem }) => (status === 200 ? 'done' : problem.code))
    expect(codes.filter(code => code === 'done')).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['done', 'stale_version']))
  })

  it('is refused when a request was started meanwhile, and the proposal stays open', async () => {
    const studentId = await child(['orphan'])
    const proposal = only(await swept())
    await school.call('teacher', startApplication, { body: { studentId } })
    expect((await accept(proposal)).problem.code).toBe('application_already_open')
    expect(only(await proposals(proposal.sweepId)).state).toBe('proposed')
  })

  it('is refused for a proposal that was decided or replaced', async () => {
    await child(['orphan'])
    const replaced = only(await swept())
    await start()
    const now = only(await proposals(replaced.sweepId))
    expect((await accept(now)).problem.code).toBe('proposal_decided')
    expect((await dismiss(now)).problem.code).toBe('proposal_decided')
  })

  it('leaves requests that somebody else started with their own source', async () => {
    const studentId = await child()
    const { body } = await school.call('teacher', startApplication, { body: { studentId } })
    const origin = await school.call('officer', getApplicationOrigin, { params: { id: body.id } })
    expect(origin.body).toEqual({ source: 'proxy', proposal: null })
  })
})

it('the list can leave as a workbook: the latest sweep of the school, with reasons and decisions, page by page', async () => {
  for (const code of ['orphan', 'leftBehind', 'jobSearch'] as const) await child([code])
  await start()
  school.clock.now = new Date(MONDAY.getTime() + 60_000)
  const [first] = await swept()
  if (first) await dismiss(first)
  const { count, rows } = await school.asOwner(async trx => {
    const some = await sweepSheet.page(trx, schoolId(), null, 2)
    const rest = await sweepSheet.page(trx, schoolId(), some.at(-1)?.position ?? null, 2)
    return { count: await sweepSheet.count(trx, schoolId()), rows: [...some, ...rest] }
  })
  expect(count).toBe(3)
  expect(rows.map(({ id }) => id)).toHaveLength(3)
  expect(rows[0]?.cells.slice(4, 7)).toEqual(['已排除', 'officer', '2026-10-12'])
  expect(rows.map(({ cells }) => cells[3]).join()).toContain('留守儿童（学生名单，2026-09-10）')
})

describe('setting a proposal aside', () => {
  it('keeps it quiet until something new is known', async () => {
    const id = await child(['orphan'])
    const { body } = await dismiss(only(await swept()))
    expect(body).toMatchObject({
      state: 'dismissed',
      decision: { dismissalReason: 'noNeed', applicationId: null },
    })
    expect(await swept()).toEqual([])
    await addSign(school, id, 'absenceDays', 20)
    expect(only(await swept()).dilemmas).toEqual(['familyEducation', 'academic'])
  })

  it('needs a word where the reason is another one', async () => {
    await child(['orphan'])
    expect((await dismiss(only(await swept()), 'officer', 'other' as never)).problem.code).toBe(
      'dismissal_note_required',
    )
  })
})

describe('aid without application', () => {
  const extreme = async () => {
    await school.asOwner(trx =>
      trx.updateTable('org').set({ policy_profile: 'jiangsu2024' }).where('kind', '=', 'city').execute(),
    )
    const id = await child()
    await school.asOwner(trx =>
      trx.updateTable('student').set({ hardship_level: 'extreme' }).where('id', '=', id).execute(),
    )
    return id
  }

  it('is proposed by itself, and confirmed with the family afterwards', async () => {
    await extreme()
    const proposal = only(await swept())
    expect(proposal).toMatchObject({
      kind: 'withoutApplication',
      dilemmas: [],
      dueOn: '2026-11-11',
      late: false,
    })
    for (const said of [
      { factsChecked: true, consentGiven: false },
      { factsChecked: false, consentGiven: true },
    ])
      expect((await accept(proposal, 'officer', said)).problem.code).toBe('confirmation_missing')
    const { body } = await accept(proposal, 'officer', { factsChecked: true, consentGiven: true })
    const params = { id: body.decision?.applicationId ?? '' }
    expect((await school.call('officer', getApplication, { params })).body).toMatchObject({
      status: 'draft',
      consentGiven: true,
      aidCategories: ['allRoundDevelopment'],
    })
  })

  it('is late when nobody has confirmed it within the days of the policy', async () => {
    await extreme()
    const { sweepId } = only(await swept())
    school.clock.now = new Date('2026-11-12T01:00:00.000Z')
    expect(only(await proposals(sweepId)).late).toBe(true)
    expect((await school.call('officer', getSweep, { params: { id: sweepId } })).body.progress.late).toBe(1)
  })

  it('is proposed under no policy that does not know it', async () => {
    const id = await extreme()
    await school.asOwner(trx =>
      trx.updateTable('org').set({ policy_profile: 'taicang2024' }).where('kind', '=', 'city').execute(),
    )
    expect((await swept()).map(({ studentId }) => studentId)).not.toContain(id)
  })
})

it('no way leads from a sweep to anything but a draft, and no decision is without a person', async () => {
  await child(['orphan'])
  const proposal = only(await swept())
  const decided = (state: string) =>
    school.asOwner(trx =>
      sql`update sweep_proposal set state = ${state} where id = ${proposal.id}`.execute(trx),
    )
  await expect(decided('accepted')).rejects.toThrow('sweep_decision_by_person')
  await expect(decided('dismissed')).rejects.toThrow('sweep_decision_by_person')
  const { body } = await accept(proposal)
  const params = { id: body.decision?.applicationId ?? '' }
  const determined = await school.call('head', determineApplication, {
    params,
    body: { services: [], remark: '' },
    ifMatch: 1,
  })
  expect(determined.problem.code).toBe('wrong_status')
})

describe('proposals beside the population', () => {
  const balance = (by: string, id: string) => school.call(by, getSweepBalance, { params: { id } })

  it('are shown in full to the school, by sex', async () => {
    await child(['orphan'])
    const boy = await child()
    await school.asOwner(trx =>
      trx.updateTable('student').set({ sex: 'male' }).where('id', '=', boy).execute(),
    )
    await accept(only(await swept()))
    for (const by of ['officer', 'head']) {
      const { body } = await balance(by, schoolId())
      expect(body).toMatchObject({ suppressBelow: null, band: 25 })
      expect(body.sex).toMatchObject([
        {
          value: 'female',
          students: 1,
          proposed: 1,
          accepted: 1,
          shareOfStudents: 0.5,
          shareOfProposed: 1,
          marked: true,
        },
        { value: 'male', students: 1, proposed: 0, accepted: 0, marked: true },
        { value: null, students: 2, proposed: 1 },
      ])
    }
  })

  it('are shown above the school without small cells, of the latest sweep of each school', async () => {
    for (let n = 0; n < 6; n++) await child([n < 3 ? 'orphan' : 'preschoolWish'])
    for (let n = 0; n < 9; n++) await child()
    const two = await child(['orphan'])
    await school.asOwner(trx =>
      trx.updateTable('student').set({ sex: 'male' }).where('id', '=', two).execute(),
    )
    await start()
    await start()
    const { body } = await balance('county', school.tree.c1k1.id)
    expect(body.suppressBelow).toBe(5)
    expect(body.sex.map(({ value, proposed }) => [value, proposed])).toEqual([
      ['female', null],
      ['male', null],
      [null, 7],
    ])
    expect(JSON.stringify(body)).not.toContain('"proposed":1,')
  })

  it.each([
    ['county', () => schoolId(), 404],
    ['county', () => school.tree.c1.id, 404],
    ['neighbour', () => schoolId(), 404],
    ['officer', () => school.tree.c1k1.id, 404],
    ['teacher', () => schoolId(), 403],
    ['psych', () => schoolId(), 403],
  ])('are not shown to %s of another place', async (by, id, status) => {
    expect((await balance(by, id())).status).toBe(status)
  })
})
