import { sql } from 'kysely'
import type { Call } from '../applications/facts.ts'
import { appendAudit } from '../audit/append.ts'
import type { TransferRow } from './queries.ts'

/**
 * Writes what the receiving school did into the chain of the sending school too: each school's trail tells the whole
 * story of its students. The row of the answer itself follows in the receiver's chain; both chains are locked
 * here, in one order, so that two schools that answer each other do not wait for one another.
 */
export async function onSendersChain(
  { trx, principal, now, requestId }: Call & { readonly requestId: string },
  offer: TransferRow,
  action: string,
): Promise<void> {
  for (const chain of [offer.from_school_id, offer.to_school_id].sort())
    await sql`select seq from app.lock_audit_head(${chain}::uuid)`.execute(trx)
  await appendAudit(trx, {
    chain: offer.from_school_id,
    orgPath: offer.org_path,
    at: now,
    accountId: principal.accountId,
    role: 'aidOfficer',
    action,
    outcome: 'done',
    subjectKind: 'transfer',
    subjectId: offer.id,
    count: null,
    digest: null,
    requestId,
    purpose: null,
  })
}
