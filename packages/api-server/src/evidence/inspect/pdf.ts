import { refused } from './fault.ts'

/** Names that start a program or reach for another file. A name may write any letter as `#` and two digits. */
const ACTIVE = [/\/JavaScript\b/, /\/Launch\b/, /\/EmbeddedFiles?\b/]
const ENCRYPTED = /\/Encrypt\b/
/** The end mark stands within the last of these (ISO 32000-1, implementation note 18). */
const TAIL_BYTES = 1_024

/**
 * A PDF that may be kept, as it came. Looks at what is written openly: packed object streams are not opened, so a
 * hidden script gets past, and is held back by the reader's own sandbox. What is checked is checked in one pass.
 */
export function checkPdf(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  const end = text.lastIndexOf('%%EOF')
  if (end === -1) throw refused('file_damaged')
  const tail = text.slice(end + '%%EOF'.length)
  if (tail.length > TAIL_BYTES || /[^\s\0]/.test(tail)) throw refused('file_not_pure')
  // Where the document begins; without it nothing can be shown.
  if (!/startxref\s+\d+/.test(text)) throw refused('file_damaged')
  const names = withoutStreams(text).replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
  if (ENCRYPTED.test(names)) throw refused('file_locked')
  if (ACTIVE.some(mark => mark.test(names))) throw refused('file_has_macros')
  return bytes
}

/** Packed bytes spell any short name by chance, so only what stands around them is read. */
function withoutStreams(text: string): string {
  const pieces: string[] = []
  let from = 0
  for (let at = text.indexOf('stream'); at !== -1; at = text.indexOf('stream', from)) {
    const end = text.indexOf('endstream', at)
    if (end === -1) break
    pieces.push(text.slice(from, at))
    from = end + 'endstream'.length
  }
  return [...pieces, text.slice(from)].join(' ')
}
