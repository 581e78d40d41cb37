import { SHEET_LIMITS } from './limits.ts'
import { readCsv } from './readCsv.ts'
import { readXlsx } from './readXlsx.ts'
import type { Sheet, SheetReading } from './sheet.ts'
import { oleKind, sniff } from './sniff.ts'
import { readingWorkbook, WorkbookError } from './workbookError.ts'

/**
 * The rows of an uploaded list: XLSX or CSV, told apart by content and never by name. Runs nothing from the file,
 * writes nothing to the disk, keeps its memory within `limits` and lets other requests run in between.
 * @throws {WorkbookError} when the file is refused; `fault` says why.
 */
export function readSheet(bytes: Buffer, options: Partial<SheetReading> = {}): Promise<Sheet> {
  const reading = { limits: SHEET_LIMITS, sheetName: '', onRow: () => {}, signal: undefined, ...options }
  return readingWorkbook(reading.signal, async () => {
    const kind = sniff(bytes)
    if (kind === 'empty') throw new WorkbookError('empty_file')
    if (kind === 'binary') throw new WorkbookError('not_a_spreadsheet')
    // A web page or an XML 2003 file under the name .xls: Excel opens both, and can save them anew.
    if (kind === 'markup') throw new WorkbookError('old_xls')
    if (kind === 'ole') throw new WorkbookError(oleKind(bytes))
    const sheet = await (kind === 'zip' ? readXlsx : readCsv)(bytes, reading)
    if (sheet.rows.length === 0) throw new WorkbookError('no_rows')
    return sheet
  })
}
