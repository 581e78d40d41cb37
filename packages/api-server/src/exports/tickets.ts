import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { ProblemError } from '@sunshine-aid/api-contract'
import type { ExportTicket } from '@sunshine-aid/domain'
import type { Trx } from '../database/schema.ts'
import type { JobRow } from './jobs.ts'

const VALID_MS = 5 * 60_000

/** A ticket for one download; one that was given out before is no longer valid. Only its hash is stored. */
export async function issueTicket(trx: Trx, job: JobRow, now: Date): Promise<ExportTicket> {
  const ticket = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + VALID_MS)
  await trx
    .updateTable('export_job')
    .set({ ticket_hash: hashOf(ticket), ticket_expires_at: expiresAt })
    .where('id', '=', job.id)
    .execute()
  return { ticket, expiresAt: expiresAt.toISOString() }
}

/**
 * Takes the ticket back: it opens nothing a second time. The job is locked.
 * @throws {ProblemError} `ticket_invalid`
 */
export async function useTicket(trx: Trx, job: JobRow, ticket: string, now: Date): Promise<void> {
  const { ticket_hash, ticket_expires_at } = job
  const isValid =
    ticket_hash !== null &&
    ticket_expires_at !== null &&
    ticket_expires_at > now &&
    timingSafeEqual(ticket_hash, hashOf(ticket))
  if (!isValid) throw new ProblemError('ticket_invalid', 'export')
  await trx
    .updateTable('export_job')
    .set({ ticket_hash: null, ticket_expires_at: null })
    .where('id', '=', job.id)
    .execute()
}

function hashOf(ticket: string): Buffer {
  return createHash('sm3').update(ticket).digest()
}
