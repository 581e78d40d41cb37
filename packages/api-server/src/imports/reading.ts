import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { seal } from '../crypto/seal.ts'
import { inScope, type Principal } from '../database/scope.ts'
import type { Trx } from '../database/schema.ts'
import { errorFacts } from '../http/logging.ts'
import { WorkbookError } from '../spreadsheet/workbookError.ts'
import { checkRows } from './check.ts'
import type { ImportContext } from './context.ts'
import { lockJob, recount, titlesContext, type JobRow } from './jobs.ts'
import { loadFile } from './pieces.ts'
import { ListError, readList, type ReadList } from './readFile.ts'
import { insertRows } from './rows.ts'

/** A process that has not said for this long that it is reading has died. */
const SILENCE_MS = 30_000
const PROGRESS_MS = 500
/** A file over which a process has died this often is not read again. */
const MAX_ATTEMPTS = 3

/** Reads uploaded files in the background of this process. */
export interface Reading {
  /** Starts reading unless somebody reads already; called by whoever asks how far it is. */
  ensure(principal: Principal, jobId: string): void
}

/**
 * Uploads are read outside of their request, in a transaction of their own and with the scope of whoever asks.
 * The file lies in the database, so any process can read it, and take over from one that died.
 */
export function reading(app: FastifyInstance): Reading {
  const stopping = new AbortController()
  const running = new Map<string, Promise<void>>()
  app.addHook('onClose', async () => {
    stopping.abort()
    await Promise.allSettled(running.values())
  })
  return {
    ensure(principal, jobId) {
      if (running.has(jobId) || stopping.signal.aborted) return
      const work = readJob(app, principal, jobId, stopping.signal)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) app.log.warn({ event: 'importFailed', ...errorFacts(error) })
        })
        .finally(() => running.delete(jobId))
      running.set(jobId, work)
    },
  }
}

async function readJob(app: FastifyInstance, principal: Principal, jobId: string, signal: AbortSignal) {
  const { db, clock, keyring } = app.api
  const inOwnScope = <T>(fn: (trx: Trx, now: Date) => Promise<T>) => {
    const now = clock()
    return inScope(db, principal, now, trx => fn(trx, now))
  }
  const job = await inOwnScope((trx, now) => claim(trx, jobId, now))
  if (!job) return
  const progress = { rows: 0 }
  const timer = setInterval(() => {
    inOwnScope((trx, now) => tell(trx, jobId, progress.rows, now)).catch(() => undefined)
  }, PROGRESS_MS)
  try {
    if (job.attempts > MAX_ATTEMPTS) throw new WorkbookError('damaged_file')
    const file = await inOwnScope(trx => loadFile(trx, keyring, jobId))
    const list = await readList(file, { signal, onRow: row => (progress.rows = row) })
    await inOwnScope((trx, now) => stage({ trx, principal, keyring, now, signal }, job, list))
  } catch (error) {
    if (!(error instanceof WorkbookError || error instanceof ListError)) throw error
    await inOwnScope((trx, now) => refuse(trx, jobId, error, now))
  } finally {
    clearInterval(timer)
  }
}

/** The import, if it is there to be read and nobody else reads it. */
async function claim(trx: Trx, jobId: string, now: Date): Promise<JobRow | undefined> {
  return trx
    .updateTable('import_job')
    .set(eb => ({ reading_since: now, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', jobId)
    .where('state', '=', 'reading')
    .where('expires_at', '>', now)
    .where(eb =>
      eb.or([
        eb('reading_since', 'is', null),
        eb('reading_since', '<', new Date(now.getTime() - SILENCE_MS)),
      ]),
    )
    .returningAll()
    .executeTakeFirst()
}

async function tell(trx: Trx, jobId: string, rows: number, now: Date): Promise<void> {
  await trx
    .updateTable('import_job')
    .set({ rows_read: rows, reading_since: now })
    .where('id', '=', jobId)
    .where('state', '=', 'reading')
    .execute()
}

async function stage(context: ImportContext, { id }: JobRow, list: ReadList): Promise<void> {
  const { trx, keyring, now } = context
  const checked = await checkRows(context, list.rows)
  const job = await lockJob(context, id)
  // Given up meanwhile.
  if (job?.state !== 'reading') return
  await insertRows(context, job, checked)
  await trx
    .updateTable('import_job')
    .set({
      state: 'ready',
      rows_read: list.rows.length,
      titles_sealed: seal(keyring, titlesContext(id), JSON.stringify(list.ignoredTitles)),
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
  await trx.deleteFrom('import_piece').where('job_id', '=', id).execute()
  await recount(context, id)
}

async function refuse(trx: Trx, jobId: string, error: WorkbookError | ListError, now: Date): Promise<void> {
  await trx
    .updateTable('import_job')
    .set(eb => ({
      state: 'refused',
      fault: error.fault,
      fault_columns: sql`${error instanceof ListError ? error.columns : []}::text[]`,
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', jobId)
    .where('state', '=', 'reading')
    .execute()
  await trx.deleteFrom('import_piece').where('job_id', '=', jobId).execute()
}
