import { setImmediate as nextTurn } from 'node:timers/promises'
import { WorkbookError } from './workbookError.ts'

const PIECE = 512 * 1024

/**
 * Text of a CSV in whatever encoding its program wrote: by its mark (UTF-8, UTF-16), else UTF-8 if all of it is
 * valid, else GB18030, which Chinese editions of Excel and WPS write (GBK and GB2312 are parts of it).
 */
export async function csvText(bytes: Buffer, signal?: AbortSignal): Promise<string> {
  for (const encoding of encodingsOf(bytes)) {
    const text = await decode(bytes, encoding, signal)
    if (text !== null) return text
  }
  throw new WorkbookError('unreadable_encoding')
}

function encodingsOf(bytes: Buffer): readonly string[] {
  const mark = bytes.subarray(0, 2).toString('hex')
  if (mark === 'fffe') return ['utf-16le']
  if (mark === 'feff') return ['utf-16be']
  return ['utf-8', 'gb18030']
}

/** Null when `bytes` are not valid in `encoding`. Gives way to other work after each piece. */
async function decode(bytes: Buffer, encoding: string, signal?: AbortSignal): Promise<string | null> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const pieces: string[] = []
  try {
    for (let from = 0; from < bytes.length; from += PIECE) {
      signal?.throwIfAborted()
      pieces.push(decoder.decode(bytes.subarray(from, from + PIECE), { stream: true }))
      await nextTurn()
    }
    pieces.push(decoder.decode())
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
  return pieces.join('')
}
