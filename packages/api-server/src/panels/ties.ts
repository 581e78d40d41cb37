import { chinaDay, type PolicyProfile, type Tie } from '@sunshine-aid/domain'
import { roleHolders } from '../access/roleHolders.ts'
import type { Trx } from '../database/schema.ts'

/** What of a request says who is close to it. */
export interface CloseFacts {
  readonly student_id: string
  readonly class_id: string
  readonly entered_by: string
  readonly submitted_by: string | null
}

/**
 * Whom the records show to be too close to a case to judge it (D6): who wrote or submitted it, the student's
 * mentors, and the class teacher where the policy says so.
 */
export async function tiesOf(
  { trx, now }: { readonly trx: Trx; readonly now: Date },
  { student_id, class_id, entered_by, submitted_by }: CloseFacts,
  policy: PolicyProfile,
): Promise<Tie[]> {
  const applicants = new Set([entered_by, ...(submitted_by === null ? [] : [submitted_by])])
  const mentors = await trx
    .selectFrom('episode')
    .innerJoin('pairing', 'pairing.episode_id', 'episode.id')
    .select('pairing.mentor_account_id')
    .distinct()
    .where('episode.student_id', '=', student_id)
    .where('pairing.ended_on', 'is', null)
    .execute()
  const teachers = policy.ownTeacherStepsBack
    ? await roleHolders(trx, ['classTeacher'], [class_id], chinaDay(now))
    : []
  return [
    ...[...applicants].map((accountId): Tie => ({ accountId, kind: 'applicant' })),
    ...mentors.map(({ mentor_account_id }): Tie => ({ accountId: mentor_account_id, kind: 'ownMentor' })),
    ...teachers.map(({ accountId }): Tie => ({ accountId, kind: 'ownTeacher' })),
  ]
}
