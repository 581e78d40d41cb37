import type { Keyring } from '../crypto/keyring.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Trx } from '../database/schema.ts'
import type { ImportContext } from './context.ts'
import type { JobRow } from './jobs.ts'

/** Small enough that a slow line never leaves the transaction idle for long, and sealing never blocks others. */
const PIECE_BYTES = 128 * 1024

/** Stores the file as it comes in; never more than one piece of it is in memory. */
export async function storePieces(
  { trx, keyring }: Pick<ImportContext, 'trx' | 'keyring'>,
  job: JobRow,
  body: AsyncIterable<Buffer>,
): Promise<void> {
  let number = 0
  for await (const bytes of inPieces(body)) {
    const row = { job_id: job.id, number, account_id: job.account_id, org_path: job.org_path }
    const bytes_sealed = seal(keyring, pieceContext(job.id, number), bytes.toString('base64'))
    await trx
      .insertInto('import_piece')
      .values({ ...row, bytes_sealed })
      .execute()
    number++
  }
}

async function* inPieces(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    waiting.push(chunk)
    length += chunk.length
    if (length < PIECE_BYTES) continue
    yield Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  yield Buffer.concat(waiting)
}

/** The file as it was uploaded. */
export async function loadFile(trx: Trx, keyring: Keyring, jobId: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (;;) {
    const piece = await trx
      .selectFrom('import_piece')
      .select('bytes_sealed')
      .where('job_id', '=', jobId)
      .where('number', '=', pieces.length)
      .executeTakeFirst()
    if (!piece) return Buffer.concat(pieces)
    const text = unseal(keyring, pieceContext(jobId, pieces.length), piece.bytes_sealed)
    pieces.push(Buffer.from(text, 'base64'))
  }
}

const pieceContext = (jobId: string, number: number) => ({
  table: 'import_piece',
  column: 'bytes_sealed',
  rowId: `${jobId}/${number}`,
})
