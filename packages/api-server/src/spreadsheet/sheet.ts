import type { CellFault } from '@sunshine-aid/domain'
import type { SheetLimits } from './limits.ts'

/** One fault of one cell; `column` counts from 0. */
export interface FaultyCell {
  readonly column: number
  readonly fault: CellFault
}

/** One row that holds something. */
export interface SheetRow {
  /** As Excel numbers it, from 1. */
  readonly row: number
  /** Text as the cell shows it; dates as `2015-03-01` or `2015-03-01T08:30:00`; empty cells are ''. */
  readonly cells: string[]
  readonly faults: FaultyCell[]
  /** The row is hidden in Excel; it is read all the same, and the reader is told. */
  readonly hidden: boolean
}

export interface Sheet {
  readonly format: 'xlsx' | 'csv'
  /** Name of the sheet that was read; null in a CSV. */
  readonly name: string | null
  /** In the order of the sheet; empty rows are left out. */
  readonly rows: SheetRow[]
}

/** What every reader needs to know. */
export interface SheetReading {
  readonly limits: SheetLimits
  /** Sheet to prefer when a workbook has several. */
  readonly sheetName: string
  /** Told the number of the row that was read last; often, and in order. */
  readonly onRow: (row: number) => void
  readonly signal: AbortSignal | undefined
}
