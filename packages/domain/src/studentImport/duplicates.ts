import { AID_COLUMNS, IMPORT_COLUMNS, type ImportCells, type ImportColumn } from './columns.ts'
import { normaliseCell, normaliseCode } from './normalise.ts'
import type { CheckedRow } from './placeRow.ts'

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
  const students = new Map<string, Earlier>()
  const found = new Map<number, Repetition>()
  for (const { number, cells } of rows) {
    const key = idNumberKey(cells)
    if (key === '') continue
    const earlier = students.get(key)
    const repetition = earlier && compare(earlier, cells)
    if (repetition) found.set(number, repetition)
    const seen = earlier ?? { number, facts: written(cells, STUDENT_COLUMNS), payments: new Map() }
    if (!seen.payments.has(paymentKey(cells)))
      seen.payments.set(paymentKey(cells), { number, payment: written(cells, AID_COLUMNS) })
    students.set(key, seen)
  }
  return found
}

interface Earlier {
  readonly number: number
  readonly facts: string
  /** By project and semester, of which a student has one payment. */
  readonly payments: Map<string, { readonly number: number; readonly payment: string }>
}

function compare(earlier: Earlier, cells: ImportCells): Repetition | null {
  if (earlier.facts !== written(cells, STUDENT_COLUMNS))
    return { kind: 'contradicts', column: 'idNumber', otherRow: earlier.number }
  const same = earlier.payments.get(paymentKey(cells))
  if (!same) return null
  return same.payment === written(cells, AID_COLUMNS)
    ? { kind: 'repeats', column: 'idNumber', otherRow: same.number }
    : { kind: 'contradicts', column: 'aidProject', otherRow: same.number }
}

const STUDENT_COLUMNS = IMPORT_COLUMNS.filter(column => !AID_COLUMNS.some(aid => aid === column))

function paymentKey(cells: ImportCells): string {
  return written(cells, ['aidProject', 'aidPeriod'])
}

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
