import {
  acceptIntake,
  addPanelMember,
  closePanel,
  completeScreening,
  convenePanel,
  determineApplication,
  getPanel,
  giveOpinion,
  recordVisit,
  recuseMember,
  returnApplication,
  saveDraft,
  startApplication,
  submitApplication,
  withdrawApplication,
  type EndpointSpec,
  type ProblemCode,
} from '@sunshine-aid/api-contract'
import type { ApplicationContent } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  as,
  COMPLETE,
  convene,
  DETERMINATION,
  done,
  journeyTo,
  NO,
  versionOf,
  VISIT,
  vote,
  YES,
  type Journey,
} from './testing/journey.ts'
import { MONDAY, openSchool, writtenRows, type School } from './testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  // A deputy head who teaches and reviews as well: whatever they do, they may decide only once.
  const { c1k1s1: at, c1k1s1a1: ownClass } = school.tree
  await school.addAccount('deputy', [
    { role: 'schoolHead', at },
    { role: 'panelMember', at },
    { role: 'classTeacher', at: ownClass },
  ])
})
afterEach(() => {
  school.clock.now = MONDAY
})
afterAll(() => school.close())

type Start = Parameters<typeof journeyTo>[1]

/** One thing that is tried, and why not. */
interface Refusal {
  readonly reason: ProblemCode
  readonly by: string
  readonly tries: EndpointSpec
  readonly in: Start
  readonly enteredBy?: string
  readonly body?: object | (() => object)
  readonly after?: (journey: Journey) => Promise<unknown>
}

const screening = { sensitiveApplicant: 'notConcerned', note: null }
const closing = { declineReason: null }
const panelOf = (members: readonly string[], chair: string) => () => ({
  members: members.map(member => school.id(member)),
  chair: school.id(chair),
})
const naming = (member: string) => () => ({ member: school.id(member) })
const saved = (change: Partial<ApplicationContent>) => (journey: Journey) =>
  as(school, 'teacher', journey.id, saveDraft, { body: { ...COMPLETE, ...change } })
const sitting = ({ id }: Journey) => convene(school, id)
const everybodyVoted = async ({ id }: Journey) => {
  await convene(school, id)
  for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id)
}
const recused =
  (member: string, members = ['pan1', 'pan2', 'pan3']) =>
  async ({ id }: Journey) => {
    await convene(school, id, members)
    done(await school.call(member, recuseMember, { params: { id }, body: { reason: 'relative' } }))
  }
/** The deputy alone finds the help necessary and feasible, the majorities come from different people. */
const deputyAloneInFavour = async ({ id }: Journey) => {
  await convene(school, id, ['pan1', 'deputy', 'pan2'])
  await vote(school, 'pan1', id, { ...YES, feasibility: false })
  await vote(school, 'pan2', id, NO)
  await vote(school, 'deputy', id)
  done(await school.call('pan1', closePanel, { params: { id }, body: closing }))
}
const nextSemester = async () => {
  school.clock.now = new Date('2027-03-01T01:30:00.000Z')
}
const left = ({ studentId }: Journey) =>
  school.asOwner(trx =>
    trx.updateTable('student').set({ enrolment: 'left' }).where('id', '=', studentId).execute(),
  )
const episode = ({ studentId }: Journey) =>
  school.asOwner(trx =>
    sql`insert into episode (student_id, org_path, school_id, status, aid_categories, started_on)
      select id, org_path, school_id, 'active', '{}', '2026-09-01' from student where id = ${studentId}`.execute(
      trx,
    ),
  )

const REFUSALS: readonly Refusal[] = [
  { reason: 'not_yours', by: 'officer', tries: saveDraft, in: 'draft', body: COMPLETE },
  { reason: 'wrong_status', by: 'teacher', tries: saveDraft, in: 'submitted', body: COMPLETE },

  { reason: 'not_yours', by: 'psych', tries: submitApplication, in: 'draft' },
  { reason: 'wrong_status', by: 'teacher', tries: submitApplication, in: 'submitted' },
  {
    reason: 'relation_required',
    by: 'teacher',
    tries: submitApplication,
    in: 'draft',
    after: saved({ applicantKind: 'guardian' }),
  },
  {
    reason: 'consent_required',
    by: 'teacher',
    tries: submitApplication,
    in: 'draft',
    after: saved({ consentGiven: false }),
  },
  {
    reason: 'dilemma_required',
    by: 'teacher',
    tries: submitApplication,
    in: 'draft',
    after: saved({ dilemmaTypes: [] }),
  },
  {
    reason: 'reason_required',
    by: 'teacher',
    tries: submitApplication,
    in: 'draft',
    after: saved({ reasonCodes: ['leftBehind'] }),
  },
  {
    reason: 'category_required',
    by: 'teacher',
    tries: submitApplication,
    in: 'draft',
    after: saved({ aidCategories: [] }),
  },
  {
    reason: 'facts_required',
    by: 'teacher',
    tries: submitApplication,
    in: 'draft',
    after: saved({ factsAndReasons: ' ' }),
  },
  {
    reason: 'diagnosis_required',
    by: 'teacher',
    tries: submitApplication,
    in: 'draft',
    after: saved({ aidCategories: ['specialEducation'] }),
  },
  { reason: 'student_not_enrolled', by: 'teacher', tries: submitApplication, in: 'draft', after: left },
  { reason: 'episode_already_active', by: 'teacher', tries: submitApplication, in: 'draft', after: episode },

  { reason: 'wrong_status', by: 'officer', tries: acceptIntake, in: 'draft' },
  { reason: 'own_intake', by: 'officer', tries: acceptIntake, in: 'submitted', enteredBy: 'officer' },
  {
    reason: 'wrong_status',
    by: 'officer',
    tries: returnApplication,
    in: 'submitted',
    body: { reason: 'other', text: '请补充' },
  },
  { reason: 'wrong_status', by: 'officer', tries: completeScreening, in: 'submitted', body: screening },
  {
    reason: 'own_intake',
    by: 'officer2',
    tries: completeScreening,
    in: 'screening',
    enteredBy: 'officer2',
    body: screening,
  },
  {
    reason: 'sensitive_check_missing',
    by: 'officer',
    tries: completeScreening,
    in: 'screening',
    body: { ...screening, sensitiveApplicant: 'verified' },
  },

  {
    reason: 'not_yours',
    by: 'psych',
    tries: withdrawApplication,
    in: 'submitted',
    body: { text: '家庭搬走' },
  },
  {
    reason: 'wrong_status',
    by: 'officer',
    tries: withdrawApplication,
    in: 'determined',
    body: { text: '家庭搬走' },
  },

  {
    reason: 'wrong_status',
    by: 'officer',
    tries: convenePanel,
    in: 'awaitingVisit',
    body: panelOf(['pan1', 'pan2', 'pan3'], 'pan1'),
  },
  {
    reason: 'panel_already_convened',
    by: 'officer',
    tries: convenePanel,
    in: 'underReview',
    after: sitting,
    body: panelOf(['pan1', 'pan2', 'pan3'], 'pan1'),
  },
  {
    reason: 'member_twice',
    by: 'officer',
    tries: convenePanel,
    in: 'underReview',
    body: panelOf(['pan1', 'pan2', 'pan2'], 'pan1'),
  },
  {
    reason: 'too_few_members',
    by: 'officer',
    tries: convenePanel,
    in: 'underReview',
    body: panelOf(['pan1', 'pan2'], 'pan1'),
  },
  {
    reason: 'member_not_eligible',
    by: 'officer',
    tries: convenePanel,
    in: 'underReview',
    body: panelOf(['pan1', 'pan2', 'neighbour'], 'pan1'),
  },
  {
    reason: 'member_is_applicant',
    by: 'officer',
    tries: convenePanel,
    in: 'underReview',
    enteredBy: 'psych',
    body: panelOf(['pan1', 'pan2', 'psych'], 'pan1'),
  },
  {
    reason: 'chair_not_member',
    by: 'officer',
    tries: convenePanel,
    in: 'underReview',
    body: panelOf(['pan1', 'pan2', 'pan3'], 'pan4'),
  },
  {
    reason: 'chair_is_head',
    by: 'officer',
    tries: convenePanel,
    in: 'underReview',
    body: panelOf(['pan1', 'pan2', 'deputy'], 'deputy'),
  },

  { reason: 'panel_missing', by: 'officer', tries: getPanel, in: 'underReview' },
  { reason: 'panel_missing', by: 'officer', tries: addPanelMember, in: 'underReview', body: naming('pan4') },
  {
    reason: 'wrong_status',
    by: 'officer',
    tries: addPanelMember,
    in: 'awaitingDetermination',
    body: naming('pan4'),
  },
  {
    reason: 'opinions_open',
    by: 'officer',
    tries: addPanelMember,
    in: 'underReview',
    after: everybodyVoted,
    body: naming('pan4'),
  },
  {
    reason: 'member_twice',
    by: 'officer',
    tries: addPanelMember,
    in: 'underReview',
    after: sitting,
    body: naming('pan2'),
  },
  {
    reason: 'member_not_eligible',
    by: 'officer',
    tries: addPanelMember,
    in: 'underReview',
    after: sitting,
    body: naming('mentor'),
  },
  {
    reason: 'member_is_applicant',
    by: 'officer',
    tries: addPanelMember,
    in: 'underReview',
    enteredBy: 'psych',
    after: sitting,
    body: naming('psych'),
  },

  { reason: 'wrong_status', by: 'pan2', tries: giveOpinion, in: 'awaitingDetermination', body: YES },
  {
    reason: 'already_voted',
    by: 'pan2',
    tries: giveOpinion,
    in: 'underReview',
    after: everybodyVoted,
    body: NO,
  },
  { reason: 'recused', by: 'pan2', tries: giveOpinion, in: 'underReview', after: recused('pan2'), body: YES },
  {
    reason: 'wrong_status',
    by: 'pan2',
    tries: recuseMember,
    in: 'awaitingDetermination',
    body: { reason: 'other' },
  },
  {
    reason: 'already_voted',
    by: 'pan2',
    tries: recuseMember,
    in: 'underReview',
    after: everybodyVoted,
    body: { reason: 'other' },
  },
  {
    reason: 'already_recused',
    by: 'pan2',
    tries: recuseMember,
    in: 'underReview',
    after: recused('pan2'),
    body: { reason: 'other' },
  },

  { reason: 'wrong_status', by: 'pan1', tries: closePanel, in: 'awaitingDetermination', body: closing },
  {
    reason: 'not_the_chair',
    by: 'pan2',
    tries: closePanel,
    in: 'underReview',
    after: everybodyVoted,
    body: closing,
  },
  {
    reason: 'opinion_missing',
    by: 'pan1',
    tries: closePanel,
    in: 'underReview',
    after: sitting,
    body: closing,
  },
  {
    reason: 'quorum_missing',
    by: 'pan1',
    tries: closePanel,
    in: 'underReview',
    after: recused('pan3'),
    body: closing,
  },
  {
    reason: 'decline_reason_required',
    by: 'pan1',
    tries: closePanel,
    in: 'underReview',
    after: async ({ id }) => {
      await convene(school, id)
      for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id, NO)
    },
    body: closing,
  },

  { reason: 'wrong_status', by: 'head', tries: determineApplication, in: 'underReview', body: DETERMINATION },
  {
    reason: 'visit_missing',
    by: 'head',
    tries: determineApplication,
    in: 'awaitingDetermination',
    after: nextSemester,
    body: DETERMINATION,
  },
  {
    reason: 'episode_already_active',
    by: 'head',
    tries: determineApplication,
    in: 'awaitingDetermination',
    after: episode,
    body: DETERMINATION,
  },
  {
    reason: 'decider_submitted',
    by: 'deputy',
    tries: determineApplication,
    in: 'awaitingDetermination',
    enteredBy: 'deputy',
    body: DETERMINATION,
  },
  {
    reason: 'decider_recommended_alone',
    by: 'deputy',
    tries: determineApplication,
    in: 'underReview',
    after: deputyAloneInFavour,
    body: DETERMINATION,
  },
  {
    reason: 'services_required',
    by: 'head',
    tries: determineApplication,
    in: 'awaitingDetermination',
    body: { services: [], remark: '' },
  },
  {
    reason: 'service_category_not_asked',
    by: 'head',
    tries: determineApplication,
    in: 'awaitingDetermination',
    body: { ...DETERMINATION, services: [{ ...DETERMINATION.services[0], category: 'psychSupport' }] },
  },
  {
    reason: 'recused',
    by: 'deputy',
    tries: determineApplication,
    in: 'underReview',
    after: async journey => {
      await recused('deputy', ['pan1', 'pan2', 'pan3', 'deputy'])(journey)
      for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, journey.id)
      done(await school.call('pan1', closePanel, { params: { id: journey.id }, body: closing }))
    },
    body: DETERMINATION,
  },
]

describe('nothing is written when', () => {
  it.each(REFUSALS)('$by tries $tries.id: $reason', async refusal => {
    const journey = await journeyTo(school, refusal.in, refusal.enteredBy)
    await refusal.after?.(journey)
    const before = await writtenRows(school)
    const reply = await school.call(refusal.by, refusal.tries, {
      params: { id: journey.id },
      ...(refusal.tries.ifMatch && { ifMatch: await versionOf(school, journey.id) }),
      ...(refusal.body && { body: typeof refusal.body === 'function' ? refusal.body() : refusal.body }),
    })
    expect(reply.problem.code, reply.text).toBe(refusal.reason)
    expect(reply.status).toBe(409)
    expect(refusal.tries.problems, 'the contract names the reason').toContain(refusal.reason)
    expect(await writtenRows(school)).toEqual(before)
  })

  it('whoever chaired the panel became head since, and tries to determine', async () => {
    const { id } = await journeyTo(school, 'underReview')
    await school.addAccount('riser', [{ role: 'panelMember', at: school.tree.c1k1s1 }])
    await convene(school, id, ['riser', 'pan1', 'pan2'])
    for (const member of ['riser', 'pan1', 'pan2']) await vote(school, member, id)
    done(await school.call('riser', closePanel, { params: { id }, body: closing }))
    await school.promote('riser', 'schoolHead')
    const before = await writtenRows(school)
    const input = { params: { id }, ifMatch: await versionOf(school, id), body: DETERMINATION }
    const { problem } = await school.call('riser', determineApplication, input)
    expect(problem.code).toBe('decider_chaired')
    expect(await writtenRows(school)).toEqual(before)
  })
})

describe('a request is not started for a student', () => {
  it.each([
    ['who has left', 'student_not_enrolled', left],
    ['who is helped already', 'episode_already_active', episode],
    [
      'who has an open request',
      'application_already_open',
      ({ studentId }: Journey) => school.call('officer', startApplication, { body: { studentId } }),
    ],
  ] as const)('%s: %s', async (_, reason, arrange) => {
    const studentId = await school.addStudent()
    await arrange({ id: '', studentId, enterer: '' })
    const before = await writtenRows(school)
    const { problem } = await school.call('teacher', startApplication, { body: { studentId } })
    expect(problem.code).toBe(reason)
    expect(await writtenRows(school)).toEqual(before)
  })
})

describe('a visit is not taken', () => {
  it.each([
    ['on a day to come', 'visit_in_future', { visitedOn: '2026-10-13' }],
    ['from before this school year', 'visit_too_old', { visitedOn: '2026-08-31' }],
    ['in a way that the stage does not allow', 'visit_mode_not_allowed', { mode: 'online' }],
  ] as const)('%s: %s', async (_, reason, change) => {
    const id = await school.addStudent()
    const before = await writtenRows(school)
    const { problem } = await school.call('teacher', recordVisit, {
      params: { id },
      body: { ...VISIT, ...change },
    })
    expect(problem.code).toBe(reason)
    expect(await writtenRows(school)).toEqual(before)
  })
})

/** Named by the contract and proved on the rules alone: through the API somebody else is answered first. */
const BEHIND_OTHERS: Readonly<Record<string, readonly ProblemCode[]>> = {
  // One open request a student is a constraint of the table, so a second one never gets this far.
  submitApplication: ['application_already_open'],
  // A closed panel has moved the request on, which is `wrong_status`.
  addPanelMember: ['panel_closed', 'panel_full'],
  // Whoever holds no seat on the panel is told `not_found`.
  giveOpinion: ['panel_missing', 'panel_closed', 'not_a_member'],
  recuseMember: ['panel_missing', 'panel_closed', 'not_a_member'],
  closePanel: ['panel_missing', 'panel_closed'],
  // Tried below the table: it takes somebody who became head later.
  determineApplication: ['decider_chaired'],
}

it('leaves no reason of a command untried', () => {
  const tried = REFUSALS.map(({ tries, reason }) => `${tries.id} ${reason}`)
  const commands = new Set(REFUSALS.map(({ tries }) => tries))
  for (const { id, problems } of commands) {
    const untried = problems.filter(reason => !tried.includes(`${id} ${reason}`))
    expect(untried, id).toEqual(BEHIND_OTHERS[id] ?? [])
  }
})
