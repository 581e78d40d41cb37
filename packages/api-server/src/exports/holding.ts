import type { ExportFault } from '@sunshine-aid/domain'
import type { Trx } from '../database/schema.ts'
import type { AuditList } from '../http/auditNote.ts'
import type { JobRow } from './jobs.ts'
import { deletePieces } from './pieces.ts'

/** A process that has not said for this long that it is writing has died. */
const SILENCE_MS = 30_000
const UNIQUE_VIOLATION = '23505'

/** Who holds a job is known by the number of the attempt: a process that was taken for dead holds it no longer. */
export type Held = Pick<JobRow, 'id' | 'attempts'>

/**
 * The job, if it is there to be written, nobody else writes it and no other of its school is being written.
 * What a process that died had written is thrown away.
 */
export async function claim(trx: Trx, jobId: string, now: Date): Promise<JobRow | undefined> {
  const silentSince = new Date(now.getTime() - SILENCE_MS)
  await trx
    .updateTable('export_job')
    .set({ state: 'approved' })
    .where('state', '=', 'writing')
    .where('working_since', '<', silentSince)
    .where('school_id', '=', eb =>
      eb.selectFrom('export_job as wanted').select('school_id').where('id', '=', jobId),
    )
    .execute()
  const job = await trx
    .updateTable('export_job')
    .set(eb => ({
      state: 'writing',
      working_since: now,
      attempts: eb('attempts', '+', 1),
      rows_done: 0,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', jobId)
    .where('state', '=', 'approved')
    .where('expires_at', '>', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('export_job as other')
            .select('other.id')
            .whereRef('other.school_id', '=', 'export_job.school_id')
            .where('other.state', '=', 'writing'),
        ),
      ),
    )
    .returningAll()
    .executeTakeFirst()
    .catch((error: unknown) => {
      // Another of the school began in this very moment; this one waits for its turn.
      if (isUniqueViolation(error)) return undefined
      throw error
    })
  if (job) await deletePieces(trx, job.id)
  return job
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION
}

/** Whether this attempt still writes; holds the job until the transaction ends. */
export async function isHeld(trx: Trx, { id, attempts }: Held): Promise<boolean> {
  const row = await trx
    .selectFrom('export_job')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'writing')
    .where('attempts', '=', attempts)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}

function held(trx: Trx, { id, attempts }: Held) {
  return trx
    .updateTable('export_job')
    .where('id', '=', id)
    .where('state', '=', 'writing')
    .where('attempts', '=', attempts)
}

/** Says how far it is, and that somebody writes. */
export async function tell(
  trx: Trx,
  job: Held,
  { done, total }: { readonly done: number; readonly total: number },
  now: Date,
): Promise<void> {
  await held(trx, job)
    .set({ rows_done: Math.min(done, total), rows_total: total, working_since: now })
    .execute()
}

/** The workbook is whole; false when it was given up meanwhile. */
export async function finish(trx: Trx, job: Held, { count, digest }: AuditList, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await held(trx, job)
    .set(eb => ({
      state: 'ready',
      rows_done: count,
      rows_total: count,
      ids_digest: Buffer.from(digest, 'hex'),
      working_since: null,
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function fail(trx: Trx, job: Held, fault: ExportFault, now: Date): Promise<void> {
  await held(trx, job)
    .set(eb => ({
      state: 'failed',
      fault,
      working_since: null,
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .execute()
  await deletePieces(trx, job.id)
}
