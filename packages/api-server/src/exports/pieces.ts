import type { Keyring } from '../crypto/keyring.ts'
import { sealBytes, unsealBytes } from '../crypto/seal.ts'
import type { Trx } from '../database/schema.ts'
import type { JobRow } from './jobs.ts'

const PIECE_BYTES = 256 * 1024

/** `bytes` in pieces of one size; the last one is what is left. */
export async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    waiting.push(chunk)
    length += chunk.length
    if (length < PIECE_BYTES) continue
    yield Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(waiting)
}

export async function storePiece(
  trx: Trx,
  keyring: Keyring,
  job: JobRow,
  number: number,
  bytes: Buffer,
): Promise<void> {
  const bytes_sealed = sealBytes(keyring, contextOf(job.id, number), bytes)
  await trx
    .insertInto('export_piece')
    .values({ job_id: job.id, number, org_path: job.org_path, bytes_sealed })
    .execute()
}

/** A piece of a finished workbook; `undefined` behind the last one. */
export async function loadPiece(
  trx: Trx,
  keyring: Keyring,
  jobId: string,
  number: number,
): Promise<Buffer | undefined> {
  const piece = await trx
    .selectFrom('export_piece')
    .select('bytes_sealed')
    .where('job_id', '=', jobId)
    .where('number', '=', number)
    .executeTakeFirst()
  return piece && unsealBytes(keyring, contextOf(jobId, number), piece.bytes_sealed)
}

export async function deletePieces(trx: Trx, jobId: string): Promise<void> {
  await trx.deleteFrom('export_piece').where('job_id', '=', jobId).execute()
}

const contextOf = (jobId: string, number: number) => ({
  table: 'export_piece',
  column: 'bytes_sealed',
  rowId: `${jobId}/${number}`,
})
