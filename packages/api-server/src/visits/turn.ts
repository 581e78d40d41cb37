import { nextStep } from '@sunshine-aid/domain'
import { updateApplication } from '../applications/queries.ts'
import type { Trx } from '../database/schema.ts'
import { policyOf } from '../organisations/policies.ts'
import { askedVisitor } from './visitors.ts'

/**
 * A request that waits for its visit waits for whoever is asked now, from now on. The case file stays as it is,
 * and so does its version: what somebody is about to save on it is not refused for this.
 */
export async function passTurn(trx: Trx, applicationId: string, now: Date): Promise<void> {
  const row = await trx
    .selectFrom('application')
    .select(['student_id', 'school_id', 'status', 'entered_by', 'entered_as'])
    .where('id', '=', applicationId)
    .executeTakeFirstOrThrow()
  if (row.status !== 'awaitingVisit') return
  const policy = await policyOf(trx, row.school_id)
  const visitor = await askedVisitor(trx, row.student_id)
  const next = nextStep(row.status, { by: row.entered_by, as: row.entered_as }, null, policy, visitor)
  await updateApplication(trx, applicationId, {
    next_role: next?.role ?? null,
    next_accounts: [...(next?.accounts ?? [])],
    next_since: now,
  })
}
