import { duplicateBlockers, screeningBlockers, verdictOn, type Screening } from '@sunshine-aid/domain'
import type { ChangeCall, Step } from '../applications/change.ts'
import type { Situation } from '../applications/facts.ts'
import { duplicatesOf, siblingsOf } from './find.ts'
import { findEarlierRequests, findEpisodes } from './queries.ts'

/**
 * What completing a screening adds to the change of state: the verdict on every possible duplicate that the records
 * show in this very transaction, and what else the officer had before them (F1 row 3, AP-26, AD-02).
 */
export async function screeningStep(
  call: ChangeCall,
  { row }: Situation,
  screening: Screening,
): Promise<Step> {
  const found = await duplicatesOf(call, row.student_id)
  const verdicts = screening.duplicates ?? []
  return {
    blockers: [...screeningBlockers(screening), ...duplicateBlockers(found, verdicts)],
    columns: { sensitive_applicant: screening.sensitiveApplicant, sensitive_note: screening.note },
    store: async () => {
      const { trx, principal, now } = call
      const judged = found.flatMap(({ sign, studentId }) => {
        const verdict = verdictOn({ sign, studentId }, verdicts)
        return verdict === null ? [] : [{ sign, studentId, verdict }]
      })
      await trx
        .insertInto('screening_check')
        .values({
          application_id: row.id,
          org_path: row.org_path,
          checked_by: principal.accountId,
          checked_by_name: principal.name,
          checked_at: now,
          version_seen: row.version,
          duplicates: JSON.stringify(judged),
          siblings: (await siblingsOf(call, row.student_id)).map(({ studentId }) => studentId),
          requests_seen: (await findEarlierRequests(trx, principal, row)).length,
          episodes_seen: (await findEpisodes(trx, row.student_id)).length,
        })
        .execute()
    },
  }
}
