import { workbookBytes } from './workbookBytes.ts'
import type { WrittenSheet } from './writtenSheet.ts'

/** An XLSX of `list` and, behind it, sheets that explain it, as a whole: for a list that a person can look through. */
export async function writeWorkbook(
  list: WrittenSheet,
  notes: readonly WrittenSheet[] = [],
): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const bytes of workbookBytes([list, ...notes])) pieces.push(bytes)
  return Buffer.concat(pieces)
}
