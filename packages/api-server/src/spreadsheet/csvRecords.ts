import { WorkbookError } from './workbookError.ts'

const SEPARATORS = [',', '\t', ';', '|'] as const
export type Separator = (typeof SEPARATORS)[number]

/** Records by which the separator is guessed. */
const SAMPLE = 10
const SAMPLE_CHARS = 64 * 1024

/** The separator that cuts the first records into the most cells; a comma when none does. */
export function separatorOf(text: string): Separator {
  const sample = text.slice(0, SAMPLE_CHARS)
  const cuts = SEPARATORS.map(separator => ({ separator, cells: cellsInSample(sample, separator) }))
  return cuts.reduce((best, next) => (next.cells > best.cells ? next : best)).separator
}

function cellsInSample(sample: string, separator: Separator): number {
  let cells = 0
  let records = 0
  for (const record of csvRecords(sample, separator, { lenient: true })) {
    cells += record.length
    if (++records === SAMPLE) break
  }
  return cells
}

/**
 * RFC 4180 with the liberties that programs take: any line end, text after a closing quote, `="0123"` for text
 * that must not become a number. A quote that never closes would swallow the rest of the list, so it is refused.
 */
export function* csvRecords(
  text: string,
  separator: Separator,
  { lenient = false }: { lenient?: boolean } = {},
): Generator<string[]> {
  let at = 0
  let record: string[] = []
  while (at < text.length) {
    const start = text.startsWith('="', at) ? at + 1 : at
    const quoted = text[start] === '"' ? quotedCell(text, start) : null
    if (quoted?.end === -1 && !lenient) throw new WorkbookError('damaged_file')
    const from = quoted === null ? at : quoted.end === -1 ? text.length : quoted.end
    const end = endOfCell(text, from, separator)
    record.push((quoted?.value ?? '') + text.slice(from, end))
    at = end + 1
    if (text[end] === separator) {
      if (at === text.length) record.push('')
      continue
    }
    if (text[end] === '\r' && text[at] === '\n') at++
    yield record
    record = []
  }
  if (record.length > 0) yield record
}

/** `start` is at the opening quote; `end` is after the closing one, -1 when there is none. */
function quotedCell(text: string, start: number): { value: string; end: number } {
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return { value: text.slice(start + 1), end: -1 }
    if (text[quote + 1] !== '"')
      return { value: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 }
    at = quote + 2
  }
}

function endOfCell(text: string, from: number, separator: Separator): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}
