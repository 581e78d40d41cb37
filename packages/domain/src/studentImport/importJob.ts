import { internal, nullable, personal, record, sensitive } from '../dataClass.ts'
import { ImportId, Version } from '../ids.ts'
import { Moment } from '../time.ts'
import { z } from '../zod.ts'
import { IMPORT_COLUMNS } from './columns.ts'
import { ROW_FAULTS, ROW_WARNINGS, WORKBOOK_FAULTS } from './faults.ts'

/**
 * `reading` → `ready` | `refused`, `ready` → `confirmed`. What was not confirmed within a day is `expired`: a list
 * of children is not kept for longer than somebody works on it. One that is given up is deleted.
 */
export const IMPORT_STATES = ['reading', 'refused', 'ready', 'confirmed', 'expired'] as const
export const ImportState = z.enum(IMPORT_STATES)
export type ImportState = z.output<typeof ImportState>

/** What confirming does with a row; with one `faulty` row nothing is confirmed. */
export const ROW_OUTCOMES = ['new', 'changed', 'unchanged', 'faulty'] as const
export const RowOutcome = z.enum(ROW_OUTCOMES)
export type RowOutcome = z.output<typeof RowOutcome>

const Column = z.enum(IMPORT_COLUMNS)
const rows = internal(z.int().min(0).max(1_000_000))
/** Row of the file as Excel numbers it. */
const RowNumber = z.int().min(1).max(1_048_576)

export const ImportJob = record({
  id: ImportId,
  state: internal(ImportState),
  /** Why the file was refused, and the columns that it is about. */
  fault: nullable(internal(z.enum(WORKBOOK_FAULTS))),
  faultColumns: internal(z.array(Column).max(IMPORT_COLUMNS.length)),
  /** How far reading is; all rows of the list once it is `ready`. */
  rowsRead: rows,
  counts: record({ new: rows, changed: rows, unchanged: rows, faulty: rows, warned: rows }),
  /** Titles in the file that the import does not know; their columns are left out. */
  ignoredTitles: personal(z.array(z.string().max(100)).max(100)),
  createdAt: internal(Moment),
  expiresAt: internal(Moment),
  version: Version,
})
export type ImportJob = z.output<typeof ImportJob>

/** Text of cells as people typed it; a column that the file lacks is absent. */
export const WrittenCells = sensitive(z.partialRecord(Column, z.string().max(2_000, 'too_long')))

export const ImportRow = record({
  id: internal(z.uuid()),
  number: internal(RowNumber),
  cells: WrittenCells,
  faults: internal(
    z
      .array(z.strictObject({ column: Column, code: z.enum(ROW_FAULTS), otherRow: RowNumber.optional() }))
      .max(2 * IMPORT_COLUMNS.length),
  ),
  warnings: internal(
    z.array(z.strictObject({ column: Column, code: z.enum(ROW_WARNINGS) })).max(2 * IMPORT_COLUMNS.length),
  ),
  outcome: internal(RowOutcome),
  /** With `changed`: the columns that say something new. */
  changed: internal(z.array(Column).max(IMPORT_COLUMNS.length)),
  version: Version,
})
export type ImportRow = z.output<typeof ImportRow>
