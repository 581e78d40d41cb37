import { cell } from './cell.ts'
import type { WrittenCell } from './writtenSheet.ts'

/** Without it, Excel reads UTF-8 as the machine's own encoding. */
const UTF8_MARK = '\uFEFF'

/** One CSV, piece by piece: UTF-8 with its mark, CRLF, every cell through `cell()`. */
export async function* writeCsv(
  titles: readonly string[],
  rows: Iterable<readonly WrittenCell[]> | AsyncIterable<readonly WrittenCell[]>,
): AsyncGenerator<string> {
  yield UTF8_MARK + csvRow(titles)
  for await (const cells of rows) yield csvRow(cells)
}

function csvRow(cells: readonly WrittenCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: WrittenCell): string {
  if (typeof value === 'number') return String(value)
  // NUL is no text: a file that holds one is taken for a program's.
  const text = cell(value.replaceAll('\0', ''))
  return /[",;\t|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
