import {
  determineApplication,
  getApplicationOrigin,
  getApplication,
  getSweep,
  startApplication,
  submitApplication,
} from '@sunshine-aid/api-contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSchool, type School } from '../applications/testing/school.ts'
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

describe('taking a proposal up', () => {
  it('starts a draft with what it says, by whoever took it up, and never more than a draft', async () => {
    await at.child(['leftBehind'], ['absenceDays', 12])
    const { status, body } = await at.accept(only(await at.swept()), 'teacher')
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
    await at.child(['orphan'])
    const proposal = only(await at.swept())
    const replies = await Promise.all(Array.from({ length: 8 }, () => at.accept(proposal)))
    const codes = replies.map(({ status, problem }) => (status === 200 ? 'done' : problem.code))
    expect(codes.filter(code => code === 'done')).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['done', 'stale_version']))
  })

  it('is refused when a request was started meanwhile, and the proposal stays open', async () => {
    const studentId = await at.child(['orphan'])
    const proposal = only(await at.swept())
    await school.call('teacher', startApplication, { body: { studentId } })
    expect((await at.accept(proposal)).problem.code).toBe('application_already_open')
    expect(only(await at.proposals(proposal.sweepId)).state).toBe('proposed')
  })

  it('is refused for a proposal that was decided or replaced', async () => {
    await at.child(['orphan'])
    const replaced = only(await at.swept())
    await at.start()
    const now = only(await at.proposals(replaced.sweepId))
    expect((await at.accept(now)).problem.code).toBe('proposal_decided')
    expect((await at.dismiss(now)).problem.code).toBe('proposal_decided')
  })

  it('leaves requests that somebody else started with their own source', async () => {
    const studentId = await at.child()
    const { body } = await school.call('teacher', startApplication, { body: { studentId } })
    const origin = await school.call('officer', getApplicationOrigin, { params: { id: body.id } })
    expect(origin.body).toEqual({ source: 'proxy', proposal: null })
  })
})

describe('setting a proposal aside', () => {
  it('keeps it quiet until something new is known', async () => {
    const id = await at.child(['orphan'])
    const { body } = await at.dismiss(only(await at.swept()))
    expect(body).toMatchObject({
      state: 'dismissed',
      decision: { dismissalReason: 'noNeed', applicationId: null },
    })
    expect(await at.swept()).toEqual([])
    await addSign(school, id, 'absenceDays', 20)
    expect(only(await at.swept()).dilemmas).toEqual(['familyEducation', 'academic'])
  })

  it('needs a word where the reason is another one', async () => {
    await at.child(['orphan'])
    expect((await at.dismiss(only(await at.swept()), 'officer', 'other')).problem.code).toBe(
      'dismissal_note_required',
    )
  })
})

describe('aid without application', () => {
  const extreme = async () => {
    await school.asOwner(trx =>
      trx.updateTable('org').set({ policy_profile: 'jiangsu2024' }).where('kind', '=', 'city').execute(),
    )
    const id = await at.child()
    await school.asOwner(trx =>
      trx.updateTable('student').set({ hardship_level: 'extreme' }).where('id', '=', id).execute(),
    )
    return id
  }

  it('is proposed by itself, and confirmed with the family afterwards', async () => {
    await extreme()
    const proposal = only(await at.swept())
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
      expect((await at.accept(proposal, 'officer', said)).problem.code).toBe('confirmation_missing')
    const { body } = await at.accept(proposal, 'officer', { factsChecked: true, consentGiven: true })
    const params = { id: body.decision?.applicationId ?? '' }
    expect((await school.call('officer', getApplication, { params })).body).toMatchObject({
      status: 'draft',
      consentGiven: true,
      aidCategories: ['allRoundDevelopment'],
    })
  })

  it('is late when nobody has confirmed it within the days of the policy', async () => {
    await extreme()
    const { sweepId } = only(await at.swept())
    school.clock.now = new Date('2026-11-12T01:00:00.000Z')
    expect(only(await at.proposals(sweepId)).late).toBe(true)
    expect((await school.call('officer', getSweep, { params: { id: sweepId } })).body.progress.late).toBe(1)
  })

  it('is proposed under no policy that does not know it', async () => {
    const id = await extreme()
    await school.asOwner(trx =>
      trx.updateTable('org').set({ policy_profile: 'taicang2024' }).where('kind', '=', 'city').execute(),
    )
    expect((await at.swept()).map(({ studentId }) => studentId)).not.toContain(id)
  })
})

it('no way leads from a sweep to anything but a draft, and no decision is without a person', async () => {
  await at.child(['orphan'])
  const proposal = only(await at.swept())
  const decided = (state: string) =>
    school.asOwner(trx =>
      sql`update sweep_proposal set state = ${state} where id = ${proposal.id}`.execute(trx),
    )
  await expect(decided('accepted')).rejects.toThrow('sweep_decision_by_person')
  await expect(decided('dismissed')).rejects.toThrow('sweep_decision_by_person')
  const { body } = await at.accept(proposal)
  const params = { id: body.decision?.applicationId ?? '' }
  const determined = await school.call('head', determineApplication, {
    params,
    body: { services: [], remark: '' },
    ifMatch: 1,
  })
  expect(determined.problem.code).toBe('wrong_status')
})
