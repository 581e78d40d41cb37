import {
  HEADER_ROWS,
  parseResultRow,
  readResultTitles,
  type ResultColumn,
  type ResultRow,
} from '@sunshine-aid/domain'
import { mapInTurns } from '../imports/turns.ts'
import { readSheet } from '../spreadsheet/readWorkbook.ts'
import { WorkbookError } from '../spreadsheet/workbookError.ts'

/** By this name the table is found in a workbook of several sheets. */
export const RESULTS_SHEET = '成绩信息'

/** A row with its number as Excel shows it. */
export interface NumberedResult extends ResultRow {
  readonly number: number
}

/** @throws {WorkbookError} when the file cannot be read, has no titles that are known, or nothing below them. */
export async function readResults(file: Buffer, signal: AbortSignal): Promise<NumberedResult[]> {
  const sheet = await readSheet(file, { sheetName: RESULTS_SHEET, signal })
  const titles = sheet.rows
    .slice(0, HEADER_ROWS)
    .map(({ row, cells }) => ({ row, columns: readResultTitles(cells) }))
    .find(({ columns }) => columns !== null)
  if (!titles?.columns) throw new WorkbookError('no_header_row')
  const { columns } = titles
  const below = sheet.rows.filter(
    ({ row, cells }) => row > titles.row && cells.some(cell => cell.trim() !== ''),
  )
  if (below.length === 0) throw new WorkbookError('no_rows')
  return mapInTurns(
    below,
    ({ row, cells }) => ({ ...parseResultRow(pick(columns, cells)), number: row }),
    signal,
  )
}

function pick(columns: readonly (ResultColumn | null)[], cells: readonly string[]) {
  return Object.fromEntries(
    columns.flatMap((column, index) => (column === null ? [] : [[column, cells[index] ?? '']])),
  ) as Partial<Record<ResultColumn, string>>
}
