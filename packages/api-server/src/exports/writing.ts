import type { ExportFault } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { inScope, type Principal } from '../database/scope.ts'
import type { Trx } from '../database/schema.ts'
import { errorFacts } from '../http/logging.ts'
import { policyOf } from '../organisations/policies.ts'
import { workbookBytes } from '../spreadsheet/workbookBytes.ts'
import { claim, fail, finish, isHeld, tell, type Held } from './holding.ts'
import type { JobRow } from './jobs.ts'
import { exportKinds } from './kinds.ts'
import { inPieces, storePiece } from './pieces.ts'
import { countRows, rowCounter, writtenSheets } from './sheets.ts'

const PROGRESS_MS = 500
/** A workbook over which a process has died this often is given up. */
const MAX_ATTEMPTS = 3

/** Writes approved workbooks in the background of this process. */
export interface Writing {
  /** Starts writing unless somebody writes already; called by whoever asks how far it is. */
  ensure(principal: Principal, jobId: string): void
}

/** The workbook cannot be written, for a reason that whoever asked is told. */
class ExportError extends Error {
  override readonly name = 'ExportError'
  readonly fault: ExportFault

  constructor(fault: ExportFault) {
    super(fault)
    this.fault = fault
  }
}

/** The job was given up or taken over by another process: not ours any more. */
class NotHeld extends Error {
  override readonly name = 'NotHeld'
}

/**
 * A workbook is written outside of the request that asked for it, with the scope of whoever asks how far it is. Rows
 * are read page by page and pieces stored one by one, each in a short transaction, so that neither memory nor a
 * connection grows with the number of rows. Any process can take over from one that died.
 */
export function writing(app: FastifyInstance): Writing {
  const stopping = new AbortController()
  const running = new Map<string, Promise<void>>()
  app.addHook('onClose', async () => {
    stopping.abort()
    await Promise.allSettled(running.values())
  })
  return {
    ensure(principal, jobId) {
      if (running.has(jobId) || stopping.signal.aborted) return
      const work = writeJob(app, principal, jobId, stopping.signal)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) app.log.warn({ event: 'exportFailed', ...errorFacts(error) })
        })
        .finally(() => running.delete(jobId))
      running.set(jobId, work)
    },
  }
}

type InScope = <T>(fn: (trx: Trx, now: Date) => Promise<T>) => Promise<T>

async function writeJob(app: FastifyInstance, principal: Principal, jobId: string, stopping: AbortSignal) {
  const { db, clock } = app.api
  const inOwnScope: InScope = fn => {
    const now = clock()
    return inScope(db, principal, now, trx => fn(trx, now))
  }
  const job = await inOwnScope((trx, now) => claim(trx, jobId, now))
  if (!job) return
  try {
    if (job.attempts > MAX_ATTEMPTS) throw new ExportError('worker_lost')
    await write(app, job, inOwnScope, stopping)
  } catch (error) {
    // Whoever comes next takes it up again, or has done so already.
    if (stopping.aborted || error instanceof NotHeld) return
    const fault = error instanceof ExportError ? error.fault : 'broken'
    await inOwnScope((trx, now) => fail(trx, job, fault, now))
    if (fault === 'broken') throw error
  }
}

async function write(app: FastifyInstance, job: JobRow, inOwnScope: InScope, stopping: AbortSignal) {
  const { keyring } = app.api
  const spec = exportKinds[job.kind]
  const { total, limit } = await inOwnScope(async trx => ({
    total: await countRows(trx, spec, job.school_id),
    limit: (await policyOf(trx, job.school_id)).exportMaxRows,
  }))
  if (total > limit) throw new ExportError('too_many_rows')
  const counter = rowCounter()
  const requireRoom = () => {
    stopping.throwIfAborted()
    if (counter.count() > limit) throw new ExportError('too_many_rows')
  }
  const timer = setInterval(() => {
    inOwnScope((trx, now) => tell(trx, job, { done: counter.count(), total }, now)).catch(() => undefined)
  }, PROGRESS_MS)
  try {
    const sheets = writtenSheets(job, spec, counter, page => inOwnScope(trx => page(trx)))
    let number = 0
    for await (const piece of inPieces(workbookBytes(sheets))) {
      requireRoom()
      await inOwnScope(async trx => {
        await requireHeld(trx, job)
        await storePiece(trx, keyring, job, number, piece)
      })
      number += 1
    }
  } finally {
    clearInterval(timer)
  }
  requireRoom()
  const finished = await inOwnScope((trx, now) => finish(trx, job, counter.list(), now))
  if (!finished) throw new NotHeld()
}

async function requireHeld(trx: Trx, job: Held): Promise<void> {
  if (!(await isHeld(trx, job))) throw new NotHeld()
}
