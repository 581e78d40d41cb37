import { randomBytes, randomUUID } from 'node:crypto'
import type { Day, EnrolmentStatus, EpisodeStatus, MentorKind, VisitMode } from '@sunshine-aid/domain'
import type { Trx } from '../../database/schema.ts'

/** What the counting looks at. */
export interface CountedStudent {
  readonly enrolment: EnrolmentStatus
  readonly visits: readonly {
    readonly mode: VisitMode
    readonly visitedOn: Day
    readonly reached: boolean
  }[]
  readonly episode: EpisodeStatus | null
  readonly mentors: readonly { readonly kind: MentorKind; readonly state: 'asked' | 'accepted' | 'ended' }[]
}

export interface ClassOfSchool {
  readonly id: string
  readonly path: string
  readonly schoolId: string
}

/** The first class of a school. */
export async function classOf(trx: Trx, schoolId: string): Promise<ClassOfSchool> {
  const row = await trx
    .selectFrom('org')
    .select(['id', 'path'])
    .where('parent_id', '=', schoolId)
    .orderBy('path')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { ...row, schoolId }
}

/** Stores a student in exactly this situation, and returns the id. As the owner, in full scope. */
export async function addStudent(trx: Trx, place: ClassOfSchool, student: CountedStudent): Promise<string> {
  const id = randomUUID()
  const of = { student_id: id, org_path: place.path }
  await trx
    .insertInto('student')
    .values({
      id,
      org_path: place.path,
      school_id: place.schoolId,
      class_id: place.id,
      name: '试学',
      sex: 'female',
      stage: 'primary',
      grade: '三年级',
      birth_date: '2018-01-01',
      hardship_level: 'moderate',
      recognised_on: '2026-09-10',
      enrolment: student.enrolment,
      id_number_sealed: randomBytes(8),
      id_number_index: randomBytes(32),
      address_sealed: null,
      created_at: new Date(0),
      updated_at: new Date(0),
    })
    .execute()
  for (const visit of student.visits) await addVisit(trx, of, visit)
  if (student.episode) await addEpisode(trx, place.schoolId, of, student.episode, student.mentors)
  return id
}

type OfStudent = { readonly student_id: string; readonly org_path: string }

export async function addVisit(
  trx: Trx,
  of: OfStudent,
  { mode, visitedOn, reached }: CountedStudent['visits'][number],
): Promise<void> {
  const visitor = await trx.selectFrom('account').select('id').limit(1).executeTakeFirstOrThrow()
  await trx
    .insertInto('home_visit')
    .values({
      ...of,
      application_id: null,
      mode,
      visited_on: visitedOn,
      reached,
      led_by_leader: false,
      policy_explained: true,
      companions: null,
      record: '家访记录',
      visitor_id: visitor.id,
      visitor_name: '某老师',
      recorded_at: new Date(0),
      sample_slot: 0,
    })
    .execute()
}

async function addEpisode(
  trx: Trx,
  schoolId: string,
  of: OfStudent,
  status: EpisodeStatus,
  mentors: CountedStudent['mentors'],
): Promise<void> {
  const episode = randomUUID()
  await trx
    .insertInto('episode')
    .values({
      id: episode,
      ...of,
      school_id: schoolId,
      application_id: null,
      previous_id: null,
      status,
      aid_categories: ['familyGuidance'],
      started_on: '2026-09-20',
      ended_on: null,
      expires_on: status === 'provisional' ? '2026-11-30' : null,
      tapering_ends_on: status === 'tapering' ? '2026-11-30' : null,
    })
    .execute()
  const anyMentor = await trx
    .selectFrom('mentor')
    .select(['id', 'account_id'])
    .limit(1)
    .executeTakeFirstOrThrow()
  for (const { kind, state } of mentors) {
    await trx
      .insertInto('pairing')
      .values({
        ...of,
        episode_id: episode,
        mentor_id: anyMentor.id,
        mentor_account_id: anyMentor.account_id,
        kind,
        accepted_on: state === 'asked' ? null : '2026-10-01',
        ended_on: state === 'ended' ? '2026-11-01' : null,
      })
      .execute()
  }
}
