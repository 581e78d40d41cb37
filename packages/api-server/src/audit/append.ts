import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import { auditHash, type AuditEvent } from './event.ts'

export type { AuditEvent } from './event.ts'

/**
 * Adds `event` to its chain, in the transaction of what it records: both are kept or neither is. Locks the
 * chain until that transaction ends, so call it last. Row-level security lets an account record only itself.
 */
export async function appendAudit(trx: Trx, event: AuditEvent): Promise<void> {
  const head = await lockHead(trx, event.chain)
  const seq = head.seq + 1
  await trx
    .insertInto('audit_event')
    .values({
      chain: event.chain,
      seq,
      org_path: event.orgPath,
      at: event.at,
      account_id: event.accountId,
      role: event.role,
      action: event.action,
      outcome: event.outcome,
      subject_kind: event.subjectKind,
      subject_id: event.subjectId,
      count: event.count,
      digest: event.digest === null ? null : Buffer.from(event.digest, 'hex'),
      request_id: event.requestId,
      purpose: event.purpose,
      prev: head.hash,
      hash: auditHash(head.hash, seq, event),
    })
    .execute()
}

async function lockHead(trx: Trx, chain: string): Promise<{ seq: number; hash: Buffer }> {
  const { rows } = await sql<{ seq: number; hash: Buffer }>`
    select seq, hash from app.lock_audit_head(${chain}::uuid)`.execute(trx)
  const [head] = rows
  if (!head) throw new Error('the audit chain has no head')
  return head
}
