import {
  FINAL_STATUSES,
  MAX_FINDINGS,
  type ApplicationStatus,
  type EpisodeStatus,
} from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { reachableApplications, reachableStudents } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'

/** What decides whether another entry is the same child. */
export interface Entry {
  readonly id: string
  readonly school_id: string
  readonly name: string
  readonly birth_date: string
  readonly id_number_sealed: Buffer
}

export function findEntry(trx: Trx, studentId: string): Promise<Entry> {
  return trx
    .selectFrom('student')
    .select(['id', 'school_id', 'name', 'birth_date', 'id_number_sealed'])
    .where('id', '=', studentId)
    .executeTakeFirstOrThrow()
}

/** Other entries of the school with the same name and birth date, or with one of the number's indexes. */
export function findTwins(
  trx: Trx,
  principal: Principal,
  { id, school_id, name, birth_date }: Entry,
  numbers: readonly Buffer[],
) {
  const sameNumber = sql<boolean>`student.id_number_index = any (${numbers}::bytea[])`
  return trx
    .selectFrom('student')
    .innerJoin('org as class', 'class.id', 'student.class_id')
    .select(['student.id', 'student.name', 'class.name as class_name', 'student.enrolment'])
    .select(sameNumber.as('same_number'))
    .where('student.school_id', '=', school_id)
    .where('student.id', '<>', id)
    .where(eb =>
      eb.or([sameNumber, eb.and([eb('student.name', '=', name), eb('student.birth_date', '=', birth_date)])]),
    )
    .where(reachableStudents(principal, 'student.read'))
    .orderBy('student.id')
    .limit(MAX_FINDINGS - 1)
    .execute()
}

/** Whether a child with this number is entered at another school; at which, nobody is told. */
export async function isElsewhere(trx: Trx, school: string, numbers: readonly Buffer[]): Promise<boolean> {
  const { rows } = await sql`
    select from app.numbers_elsewhere(${school}::uuid, ${numbers}::bytea[])`.execute(trx)
  return rows.length > 0
}

export function findGuardians(trx: Trx, studentId: string) {
  return trx
    .selectFrom('guardian')
    .select(['id', 'name', 'relation', 'phone_sealed'])
    .where('student_id', '=', studentId)
    .orderBy('id')
    .limit(MAX_FINDINGS)
    .execute()
}

/** Children of a guardian of this name and phone, within the reader's reach. */
export function findSiblings(
  trx: Trx,
  principal: Principal,
  guardian: { readonly name: string; readonly phones: readonly Buffer[] },
  except: string,
) {
  return trx
    .selectFrom('guardian')
    .innerJoin('student', 'student.id', 'guardian.student_id')
    .innerJoin('org as class', 'class.id', 'student.class_id')
    .select(['student.id', 'student.name', 'class.name as class_name', 'guardian.relation'])
    .where(sql<boolean>`guardian.phone_index = any (${guardian.phones}::bytea[])`)
    .where('guardian.name', '=', guardian.name)
    .where('student.id', '<>', except)
    .where(reachableStudents(principal, 'student.read'))
    .orderBy('student.id')
    .limit(MAX_FINDINGS)
    .execute()
}

interface Help {
  readonly requests: ReadonlyMap<string, { readonly id: string; readonly status: ApplicationStatus }>
  readonly episodes: ReadonlyMap<string, { readonly status: EpisodeStatus }>
}

/** The request and the episode of each of `students` that tell most: the open one, else the newest. */
export async function findHelp(trx: Trx, principal: Principal, students: readonly string[]): Promise<Help> {
  if (students.length === 0) return { requests: new Map(), episodes: new Map() }
  const requests = await trx
    .selectFrom('application')
    .distinctOn('application.student_id')
    .select(['application.student_id', 'application.id', 'application.status'])
    .where('application.student_id', 'in', students)
    .where(reachableApplications(principal, 'application.read'))
    .orderBy('application.student_id')
    .orderBy(eb => eb('application.status', 'in', FINAL_STATUSES))
    .orderBy('application.updated_at', 'desc')
    .orderBy('application.id')
    .execute()
  const episodes = await trx
    .selectFrom('episode')
    .distinctOn('episode.student_id')
    .select(['episode.student_id', 'episode.status'])
    .where('episode.student_id', 'in', students)
    .orderBy('episode.student_id')
    .orderBy(eb => eb('episode.status', 'in', ['exited', 'transferred']))
    .orderBy('episode.started_on', 'desc')
    .orderBy('episode.id')
    .execute()
  return {
    requests: new Map(requests.map(row => [row.student_id, row])),
    episodes: new Map(episodes.map(row => [row.student_id, row])),
  }
}

/** Other requests for the same student, newest first. */
export function findEarlierRequests(
  trx: Trx,
  principal: Principal,
  { id, student_id }: { readonly id: string; readonly student_id: string },
) {
  return trx
    .selectFrom('application')
    .select(['application.id', 'application.status', 'application.status_since'])
    .where('application.student_id', '=', student_id)
    .where('application.id', '<>', id)
    .where(reachableApplications(principal, 'application.read'))
    .orderBy('application.updated_at', 'desc')
    .orderBy('application.id')
    .limit(MAX_FINDINGS)
    .execute()
}

export function findEpisodes(trx: Trx, studentId: string) {
  return trx
    .selectFrom('episode')
    .select(['id', 'status', 'started_on', 'ended_on', 'aid_categories'])
    .where('student_id', '=', studentId)
    .orderBy('started_on', 'desc')
    .orderBy('id')
    .limit(MAX_FINDINGS)
    .execute()
}

/** The screening that was completed last; a request may be returned and screened again. */
export function findLastCheck(trx: Trx, applicationId: string) {
  return trx
    .selectFrom('screening_check')
    .select(['checked_by_name', 'checked_at', 'version_seen', 'duplicates'])
    .where('application_id', '=', applicationId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
}
