import {
  acceptIntake,
  askReconsideration,
  closePanel,
  completeScreening,
  convenePanel,
  declineApplication,
  determineApplication,
  getApplication,
  giveOpinion,
  recordVisit,
  returnApplication,
  saveDraft,
  startApplication,
  submitApplication,
  withdrawApplication,
} from '@sunshine-aid/api-contract'
import {
  EMPTY_CONTENT,
  type ApplicationContent,
  type ApplicationStatus,
  type NewHomeVisit,
} from '@sunshine-aid/domain'
import { expect } from 'vitest'
import type { TestReply } from '../../testing/api.ts'
import type { School } from './school.ts'

/** A request that may be submitted. */
export const COMPLETE: ApplicationContent = {
  ...EMPTY_CONTENT,
  consentGiven: true,
  dilemmaTypes: ['familyEducation', 'academic'],
  reasonCodes: ['leftBehind', 'farBehind'],
  aidCategories: ['familyGuidance', 'academicTutoring'],
  factsAndReasons: '父母在外务工，成绩明显落后。',
}

export const VISIT: NewHomeVisit = {
  mode: 'onSite',
  visitedOn: '2026-10-12',
  reached: true,
  ledByLeader: false,
  policyExplained: true,
  companions: null,
  record: '与祖母见面，了解了学习和生活情况。',
  interview: null,
}

export const YES = { necessity: true, feasibility: true, grounds: '情况属实' }
export const NO = { necessity: false, feasibility: true, grounds: '' }

export const DETERMINATION = {
  services: [
    {
      category: 'academicTutoring',
      provider: '三年级组',
      content: '每周两次课后辅导',
      startsOn: '2026-10-19',
    },
  ],
  remark: '',
} as const

/** A request on its way. */
export interface Journey {
  readonly id: string
  readonly studentId: string
  readonly enterer: string
}

/** States in the order of the straight way, each with the step that leads there. */
const STEPS = {
  submitted: async (school, { id, enterer }) => {
    await as(school, enterer, id, saveDraft, { body: COMPLETE })
    await as(school, enterer, id, submitApplication)
  },
  screening: async (school, { id }) => as(school, 'officer', id, acceptIntake),
  awaitingVisit: async (school, { id }) =>
    as(school, 'officer', id, completeScreening, {
      body: { sensitiveApplicant: 'notConcerned', note: null },
    }),
  underReview: async (school, { studentId }) =>
    done(await school.call('teacher', recordVisit, { params: { id: studentId }, body: VISIT })),
  awaitingDetermination: async (school, { id }) => {
    await convene(school, id)
    for (const member of ['pan1', 'pan2', 'pan3'] as const) await vote(school, member, id)
    done(await school.call('pan1', closePanel, { params: { id }, body: { declineReason: null } }))
  },
  determined: async (school, { id }) => as(school, 'head', id, determineApplication, { body: DETERMINATION }),
} satisfies Partial<Record<ApplicationStatus, (school: School, journey: Journey) => Promise<unknown>>>

/** A new student's request, entered by `enterer` and brought to `status` by those whose turn it is. */
export async function journeyTo(
  school: School,
  status: 'draft' | keyof typeof STEPS,
  enterer = 'teacher',
): Promise<Journey> {
  const studentId = await school.addStudent()
  const { body } = done(await school.call(enterer, startApplication, { body: { studentId } }))
  const journey = { id: body.id, studentId, enterer }
  if (status === 'draft') return journey
  for (const [state, step] of Object.entries(STEPS)) {
    await step(school, journey)
    if (state === status) break
  }
  return journey
}

export async function convene(
  school: School,
  id: string,
  members: readonly string[] = ['pan1', 'pan2', 'pan3'],
): Promise<void> {
  const [chair] = members
  if (!chair) throw new Error('a panel needs a chair')
  const body = { members: members.map(member => school.id(member)), chair: school.id(chair) }
  done(await school.call('officer', convenePanel, { params: { id }, body }))
}

export async function vote(school: School, member: string, id: string, body = YES): Promise<void> {
  done(await school.call(member, giveOpinion, { params: { id }, body }))
}

type Versioned =
  | typeof saveDraft
  | typeof submitApplication
  | typeof acceptIntake
  | typeof completeScreening
  | typeof returnApplication
  | typeof determineApplication
  | typeof declineApplication
  | typeof askReconsideration
  | typeof withdrawApplication

/** Calls with the version that the request has now, and expects it to go well. */
export async function as(
  school: School,
  person: string,
  id: string,
  endpoint: Versioned,
  input: { body?: object } = {},
): Promise<void> {
  done(
    await school.call(person, endpoint, { params: { id }, ifMatch: await versionOf(school, id), ...input }),
  )
}

export async function versionOf(school: School, id: string): Promise<number> {
  const row = await school.asOwner(trx =>
    trx.selectFrom('application').select('version').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return row.version
}

export async function statusOf(school: School, id: string): Promise<ApplicationStatus> {
  const row = await school.asOwner(trx =>
    trx.selectFrom('application').select('status').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return row.status
}

export async function read(school: School, person: string, id: string) {
  return done(await school.call(person, getApplication, { params: { id } })).body
}

/** A reply that went well; otherwise the test fails with its problem. */
export function done<R extends TestReply>(reply: R): R {
  expect(reply.status, reply.text).toBeLessThan(300)
  return reply
}
