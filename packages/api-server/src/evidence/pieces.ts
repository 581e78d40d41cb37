import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Keyring } from '../crypto/keyring.ts'
import { sealBytes, unsealBytes } from '../crypto/seal.ts'
import type { Trx } from '../database/schema.ts'

/** Sealing one takes some milliseconds, after which others have their turn. */
export const PIECE_BYTES = 256 * 1024

/** The file that a piece belongs to. */
interface Holder {
  readonly id: string
  readonly student_id: string
  readonly org_path: string
}

/** Stores the bytes of a file, sealed for this very file piece by piece, so that none can be moved or swapped. */
export async function storePieces(trx: Trx, keyring: Keyring, holder: Holder, bytes: Buffer): Promise<void> {
  for (const piece of sealedPieces(keyring, holder.id, bytes)) {
    const place = { file_id: holder.id, student_id: holder.student_id, org_path: holder.org_path }
    await trx
      .insertInto('evidence_piece')
      .values({ ...place, ...piece })
      .execute()
    await nextTurn()
  }
}

/** The bytes of a file as they are stored, one piece after the other. */
export function* sealedPieces(keyring: Keyring, fileId: string, bytes: Buffer) {
  for (let number = 0; number * PIECE_BYTES < bytes.length; number += 1) {
    const piece = bytes.subarray(number * PIECE_BYTES, (number + 1) * PIECE_BYTES)
    yield { number, bytes_sealed: sealBytes(keyring, contextOf(fileId, number), piece) }
  }
}

/** The bytes of a file as they were stored. @throws {SealError} when a piece was changed, moved or is missing. */
export async function loadPieces(trx: Trx, keyring: Keyring, fileId: string, size: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (let number = 0; number * PIECE_BYTES < size; number += 1) {
    const { bytes_sealed } = await trx
      .selectFrom('evidence_piece')
      .select('bytes_sealed')
      .where('file_id', '=', fileId)
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    pieces.push(unsealBytes(keyring, contextOf(fileId, number), bytes_sealed))
    await nextTurn()
  }
  return Buffer.concat(pieces)
}

const contextOf = (fileId: string, number: number) => ({
  table: 'evidence_piece',
  column: 'bytes_sealed',
  rowId: `${fileId}/${number}`,
})
