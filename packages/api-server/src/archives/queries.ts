import { OPEN_EPISODE_STATUSES } from '@sunshine-aid/domain'
import { reachableApplications, reachableStudents } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'

/**
 * Payments to a student, newest first; `null` where the reader may not see them. Among the mentors it is the aid
 * mentor who may (F2: "aidMentor o").
 */
export async function findAidHistory(trx: Trx, principal: Principal, studentId: string) {
  if (!(await readsAidHistory(trx, principal, studentId))) return null
  return trx
    .selectFrom('aid_history_line')
    .select(['project', 'period', 'amount_cents', 'paid_on', 'source', 'generated_on'])
    .where('student_id', '=', studentId)
    .orderBy('period', 'desc')
    .orderBy('project')
    .orderBy('id')
    .limit(MAX_PAYMENTS)
    .execute()
}

const MAX_PAYMENTS = 500

async function readsAidHistory(trx: Trx, principal: Principal, studentId: string): Promise<boolean> {
  const isAidMentor = await trx
    .selectFrom('pairing')
    .select('id')
    .where('student_id', '=', studentId)
    .where('mentor_account_id', '=', principal.accountId)
    .where('kind', '=', 'aid')
    .where('accepted_on', 'is not', null)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  const reader = isAidMentor ? principal : withoutMentoring(principal)
  const reached = await trx
    .selectFrom('student')
    .select('student.id')
    .where('student.id', '=', studentId)
    .where(reachableStudents(reader, 'aidHistory.read'))
    .executeTakeFirst()
  return reached !== undefined
}

function withoutMentoring(principal: Principal): Principal {
  return { ...principal, assignments: principal.assignments.filter(({ role }) => role !== 'mentor') }
}

/** Requests for a student whose files the reader may open, newest first. */
export function findApplications(trx: Trx, principal: Principal, studentId: string) {
  return trx
    .selectFrom('application')
    .select(['id', 'status', 'status_since', 'submitted_at', 'dilemma_types'])
    .where('student_id', '=', studentId)
    .where(reachableApplications(principal, 'application.read'))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()
}

/** Spells as a focus student, the running one first. */
export function findEpisodes(trx: Trx, studentId: string) {
  return trx
    .selectFrom('episode')
    .select(['id', 'status', 'started_on', 'ended_on', 'aid_categories'])
    .where('student_id', '=', studentId)
    .orderBy(eb => eb('status', 'in', OPEN_EPISODE_STATUSES), 'desc')
    .orderBy('started_on', 'desc')
    .orderBy('id')
    .limit(50)
    .execute()
}

export async function findServices(trx: Trx, episodes: readonly string[]) {
  if (episodes.length === 0) return []
  return trx
    .selectFrom('aid_service')
    .select(['episode_id', 'category', 'provider', 'content', 'starts_on', 'status'])
    .where('episode_id', 'in', episodes)
    .orderBy('starts_on')
    .orderBy('id')
    .execute()
}
