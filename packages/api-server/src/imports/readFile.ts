import { randomUUID } from 'node:crypto'
import {
  pickCells,
  readHeader,
  type CellFaults,
  type ImportColumn,
  type ImportHeader,
  type WorkbookFault,
} from '@sunshine-aid/domain'
import { readSheet } from '../spreadsheet/readWorkbook.ts'
import type { FaultyCell, SheetRow } from '../spreadsheet/sheet.ts'
import type { StagedRow } from './rows.ts'
import { TEMPLATE_SHEET } from './template.ts'
import { mapInTurns } from './turns.ts'

/** The rows of an uploaded file by what their columns mean. */
export interface ReadList {
  readonly rows: readonly StagedRow[]
  readonly ignoredTitles: readonly string[]
}

/** The file is a sheet, but no list that can be imported. */
export class ListError extends Error {
  override readonly name = 'ListError'
  readonly fault: WorkbookFault
  readonly columns: readonly ImportColumn[]

  constructor(fault: WorkbookFault, columns: readonly ImportColumn[] = []) {
    super(fault)
    this.fault = fault
    this.columns = columns
  }
}

const MAX_TITLE = 100

/**
 * @throws {WorkbookError} when the file cannot be read.
 * @throws {ListError} when its titles cannot be understood, or nothing stands below them.
 */
export async function readList(
  file: Buffer,
  { onRow, signal }: { readonly onRow: (row: number) => void; readonly signal?: AbortSignal | undefined },
): Promise<ReadList> {
  const sheet = await readSheet(file, { sheetName: TEMPLATE_SHEET, onRow, signal })
  const reading = readHeader(sheet.rows)
  if (reading.fault !== null) {
    throw new ListError(reading.fault, 'columns' in reading ? reading.columns : [])
  }
  const { header } = reading
  const below = sheet.rows.filter(({ row }) => row > header.row)
  const rows = await mapInTurns(below, row => staged(row, header), signal)
  const filled = rows.filter(({ cells }) => Object.values(cells).some(text => text.trim() !== ''))
  if (filled.length === 0) throw new ListError('no_rows')
  return { rows: filled, ignoredTitles: header.ignored.map(title => title.slice(0, MAX_TITLE)) }
}

function staged({ row, cells, faults, hidden }: SheetRow, { columns }: ImportHeader): StagedRow {
  return {
    id: randomUUID(),
    number: row,
    cells: pickCells(columns, cells),
    cellFaults: pickFaults(columns, faults),
    hidden,
  }
}

function pickFaults(columns: ImportHeader['columns'], faults: readonly FaultyCell[]): CellFaults {
  return Object.fromEntries(
    faults.flatMap(({ column, fault }) => {
      const meaning = columns[column]
      return meaning ? [[meaning, fault]] : []
    }),
  )
}
