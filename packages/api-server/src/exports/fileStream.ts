import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { inScope, type Principal } from '../database/scope.ts'
import type { Trx } from '../database/schema.ts'
import { deletePieces, loadPiece } from './pieces.ts'

/**
 * A finished workbook, piece by piece, each in a short transaction. Once the last piece was asked for, the file is
 * taken and gone; a download that breaks off leaves it for another ticket.
 */
export function fileStream(app: FastifyInstance, principal: Principal, jobId: string): Readable {
  const { db, clock, keyring } = app.api
  const inOwnScope = <T>(fn: (trx: Trx, now: Date) => Promise<T>) => {
    const now = clock()
    return inScope(db, principal, now, trx => fn(trx, now))
  }
  async function* pieces() {
    for (let number = 0; ; number += 1) {
      const piece = await inOwnScope(trx => loadPiece(trx, keyring, jobId, number))
      if (!piece) break
      yield piece
    }
    await inOwnScope((trx, now) => markTaken(trx, jobId, now))
  }
  return Readable.from(pieces(), { highWaterMark: 1 })
}

async function markTaken(trx: Trx, jobId: string, now: Date): Promise<void> {
  await trx
    .updateTable('export_job')
    .set(eb => ({ state: 'taken', taken_at: now, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', jobId)
    .where('state', '=', 'ready')
    .execute()
  await deletePieces(trx, jobId)
}
