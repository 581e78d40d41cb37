import { MAX_UPLOAD_BYTES } from './limits.ts'
import { WorkbookError } from './workbookError.ts'

/**
 * Takes a body from the network, and stops taking it at `maxBytes`: a file of 100 MB costs no more than the limit.
 * @throws {WorkbookError} `too_large`
 */
export async function readUpload(
  body: AsyncIterable<Uint8Array>,
  { maxBytes = MAX_UPLOAD_BYTES, signal }: { maxBytes?: number; signal?: AbortSignal } = {},
): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of body) {
    signal?.throwIfAborted()
    bytes += piece.length
    if (bytes > maxBytes) throw new WorkbookError('too_large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
