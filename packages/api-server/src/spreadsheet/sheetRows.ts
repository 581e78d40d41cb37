import type { CellFault } from '@sunshine-aid/domain'
import { uncell } from './cell.ts'
import type { SheetLimits } from './limits.ts'
import type { FaultyCell, SheetRow } from './sheet.ts'
import { WorkbookError } from './workbookError.ts'

/** Collects the rows of a sheet within its limits, whatever format they come from. */
export interface SheetRows {
  /** `row` counts from 1, `column` from 0; blank values are dropped. */
  put(row: number, column: number, value: string, fault?: CellFault | null): void
  /** The row is complete; `hidden` as Excel has it. */
  end(row: number, hidden?: boolean): void
  readonly rows: SheetRow[]
}

export function sheetRows(limits: SheetLimits): SheetRows {
  const rows: SheetRow[] = []
  let cells: string[] = []
  let faults: FaultyCell[] = []
  let chars = 0

  function put(row: number, column: number, value: string, fault: CellFault | null = null) {
    if (fault === null && value.trim() === '') return
    if (row > limits.maxRows) throw new WorkbookError('too_many_rows')
    if (column >= limits.maxColumns) throw new WorkbookError('too_many_columns')
    const tooLong = value.length > limits.maxCellChars
    const text = uncell(tooLong ? value.slice(0, limits.maxCellChars) : value)
    chars += text.length
    if (chars > limits.maxTextChars) throw new WorkbookError('too_large_inside')
    while (cells.length <= column) cells.push('')
    cells[column] = text
    if (fault !== null) faults.push({ column, fault })
    else if (tooLong) faults.push({ column, fault: 'too_long' })
  }

  function end(row: number, hidden = false) {
    if (cells.length > 0) rows.push({ row, cells, faults, hidden })
    cells = []
    faults = []
  }

  return { put, end, rows }
}
