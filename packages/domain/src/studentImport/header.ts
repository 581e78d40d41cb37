import { COLUMN_RULES, IMPORT_COLUMNS, type ImportCells, type ImportColumn } from './columns.ts'
import { normaliseCell, normaliseCode } from './normalise.ts'

/** Rows in which the titles are looked for; lists often begin with a heading and a date. */
export const HEADER_ROWS = 10
/** Fewer known titles than this are a coincidence. */
const ENOUGH_TITLES = 3

export interface ImportHeader {
  /** Row of the titles as Excel numbers it; the lower one where they take two. Data begins below. */
  readonly row: number
  /** What each column of the sheet means; null for one that we do not know, which is left out. */
  readonly columns: readonly (ImportColumn | null)[]
  /** Titles that nobody asked for, as written. */
  readonly ignored: readonly string[]
}

export type HeaderReading =
  | { readonly header: ImportHeader; readonly fault: null }
  | { readonly fault: 'no_header_row' }
  | { readonly fault: 'missing_column' | 'repeated_column'; readonly columns: readonly ImportColumn[] }

interface TitleRow {
  readonly row: number
  readonly cells: readonly string[]
}

/**
 * Finds the titles within the first rows, in any order, in one row or in two (监护人 above 姓名 and 电话).
 * Merged cells must be filled, so that both halves of a title stand above their column.
 */
export function readHeader(rows: readonly TitleRow[]): HeaderReading {
  const candidates = rows.slice(0, HEADER_ROWS).flatMap((row, index, first) => {
    const below = first[index + 1]
    const single = { row: row.row, titles: row.cells.map(title => [title]) }
    return below?.row === row.row + 1 ? [single, joined(row, below)] : [single]
  })
  const best = candidates.reduce<{ known: number; found: Candidate | null }>(
    (best, candidate) => {
      const known = new Set(candidate.titles.map(bestMatch).flatMap(match => match?.column ?? [])).size
      return known > best.known ? { known, found: candidate } : best
    },
    { known: ENOUGH_TITLES - 1, found: null },
  ).found
  return best === null ? { fault: 'no_header_row' } : judged(best)
}

interface Candidate {
  readonly row: number
  /** For each column, what may be its title, the likeliest first. */
  readonly titles: readonly (readonly string[])[]
}

function joined(above: TitleRow, below: TitleRow): Candidate {
  const width = Math.max(above.cells.length, below.cells.length)
  const titles = Array.from({ length: width }, (_, column) => {
    const upper = above.cells[column] ?? ''
    const lower = below.cells[column] ?? ''
    return upper === '' || lower === '' || upper === lower ? [lower || upper] : [upper + lower, lower]
  })
  return { row: below.row, titles }
}

function judged({ row, titles }: Candidate): HeaderReading {
  const matches = titles.map(bestMatch)
  const repeated = IMPORT_COLUMNS.filter(column => winners(matches, column).length > 1)
  if (repeated.length > 0) return { fault: 'repeated_column', columns: repeated }
  const columns = matches.map((match, index) =>
    match && winners(matches, match.column)[0] === index ? match.column : null,
  )
  const missing = IMPORT_COLUMNS.filter(column => COLUMN_RULES[column].required && !columns.includes(column))
  if (missing.length > 0) return { fault: 'missing_column', columns: missing }
  const ignored = titles.flatMap(([title = ''], index) => (columns[index] ? [] : [normaliseCell(title)]))
  return { header: { row, columns, ignored: ignored.filter(title => title !== '') }, fault: null }
}

interface Match {
  readonly column: ImportColumn
  /** Position among the column's titles: 0 is the template's own. */
  readonly rank: number
}

/** Columns of the sheet that match `column` best: 联系电话 gives way to 监护人电话 where both stand. */
function winners(matches: readonly (Match | null)[], column: ImportColumn): number[] {
  const ranks = matches.map(match => (match?.column === column ? match.rank : Infinity))
  const best = Math.min(...ranks)
  return best === Infinity ? [] : ranks.flatMap((rank, index) => (rank === best ? [index] : []))
}

const BY_TITLE: ReadonlyMap<string, Match> = new Map(
  IMPORT_COLUMNS.flatMap(column =>
    COLUMN_RULES[column].titles.map((title, rank) => [title, { column, rank }] as const),
  ),
)

function bestMatch(titles: readonly string[]): Match | null {
  for (const title of titles) {
    const match = BY_TITLE.get(bareTitle(title))
    if (match) return match
  }
  return null
}

/** `*资助金额（元）：` → `资助金额`. */
function bareTitle(title: string): string {
  return normaliseCode(title)
    .replace(/[([【「][^)\]】」]*[)\]】」]/g, '')
    .replace(/[*:：※☆★]/g, '')
}

/** The cells of a row by what they mean. */
export function pickCells(columns: ImportHeader['columns'], cells: readonly string[]): ImportCells {
  return Object.fromEntries(
    columns.flatMap((column, index) => (column === null ? [] : [[column, cells[index] ?? '']])),
  )
}
