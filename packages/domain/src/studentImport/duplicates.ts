import { AID_COLUMNS, IMPORT_COLUMNS, type ImportCells, type ImportColumn } from './columns.ts'
import { normaliseCell, normaliseCode } from './normalise.ts'
import type { CheckedRow } from './placeRow.ts'
import { SIGN_COLUMNS } from './signs.ts'

export interface NumberedCells {
  /** As Excel numbers the row. */
  readonly number: number
  readonly cells: ImportCells
}

/** An earlier row of the same student: one that says exactly the same, or one that this row contradicts. */
export interface Repetition {
  readonly kind: 'repeats' | 'contradicts'
  /** Where they differ: the student (`idNumber`) or one payment (`aidProject`). */
  readonly column: 'idNumber' | 'aidProject'
  readonly otherRow: number
}

/** What tells one child from another, as written; '' where there is nothing. */
export function idNumberKey(cells: ImportCells): string {
  return normaliseCode(cells.idNumber ?? '').toUpperCase()
}

/**
 * Rows of one ID number may be several payments to one child, and must agree on everything else. By row number;
 * `rows` in the order of the file. Compares what is written, so that a row with another fault is compared too.
 */
export function duplicates(rows: readonly NumberedCells[]): ReadonlyMap<number, Repetition> {
  const found = new Map<number, Repetition>()
  for (const sameStudent of byIdNumber(rows)) {
    if (sameStudent.length > 1) compare(sameStudent, found)
  }
  return found
}

function byIdNumber(rows: readonly NumberedCells[]): Iterable<NumberedCells[]> {
  const students = new Map<string, NumberedCells[]>()
  for (const row of rows) {
    const key = idNumberKey(row.cells)
    const earlier = students.get(key)
    if (earlier) earlier.push(row)
    else if (key !== '') students.set(key, [row])
  }
  return students.values()
}

/** Notes what is repeated in rows of one student; in one pass, however many there are. */
function compare(rows: readonly NumberedCells[], found: Map<number, Repetition>): void {
  const [first] = rows
  const facts = written(first?.cells ?? {}, STUDENT_COLUMNS)
  const payments = new Map<string, { number: number; payment: string }>()
  for (const { number, cells } of rows) {
    if (written(cells, STUDENT_COLUMNS) !== facts) {
      found.set(number, { kind: 'contradicts', column: 'idNumber', otherRow: first?.number ?? number })
      continue
    }
    const payment = written(cells, AID_COLUMNS)
    const same = payments.get(written(cells, PAYMENT))
    if (!same) payments.set(written(cells, PAYMENT), { number, payment })
    else if (same.payment === payment)
      found.set(number, { kind: 'repeats', column: 'idNumber', otherRow: same.number })
    else found.set(number, { kind: 'contradicts', column: 'aidProject', otherRow: same.number })
  }
}

const OWN_COLUMNS: readonly ImportColumn[] = [...AID_COLUMNS, ...SIGN_COLUMNS]
/** Signs are left out: what one row leaves empty, another may say. */
const STUDENT_COLUMNS = IMPORT_COLUMNS.filter(column => !OWN_COLUMNS.includes(column))

/** Of one project in one semester a student has one payment. */
const PAYMENT = ['aidProject', 'aidPeriod'] as const

function written(cells: ImportCells, columns: readonly ImportColumn[]): string {
  return columns.map(column => normaliseCell(cells[column] ?? '')).join('\u001F')
}

/** The row with what `duplicates` said about it. */
export function withRepetition(checked: CheckedRow, repetition: Repetition | undefined): CheckedRow {
  if (!repetition) return checked
  const { kind, column, otherRow } = repetition
  return kind === 'repeats'
    ? { ...checked, warnings: [...checked.warnings, { column, code: 'repeated_row' }] }
    : { ...checked, row: null, faults: [...checked.faults, { column, code: 'duplicate_in_file', otherRow }] }
}
