import { readDateStyles } from './dateFormat.ts'
import { readSharedStrings } from './sharedStrings.ts'
import type { Sheet, SheetReading } from './sheet.ts'
import { WorkbookError } from './workbookError.ts'
import { readPackage, type XlsxPackage } from './xlsxPackage.ts'
import { readXlsxSheet } from './xlsxSheet.ts'
import { openZip } from './zipParts.ts'

/** The sheet named like the template's, or else the first that the user can see. */
export async function readXlsx(bytes: Buffer, reading: SheetReading): Promise<Sheet> {
  const { limits, sheetName, signal } = reading
  const parts = await openZip(bytes, limits)
  const workbook = await readPackage(parts, signal)
  const sheet = chooseSheet(workbook, sheetName)
  const context = {
    strings: await readSharedStrings(parts, workbook.sharedStrings, limits, signal),
    dateStyles: await readDateStyles(parts, workbook.styles, signal),
    date1904: workbook.date1904,
  }
  const rows = await readXlsxSheet(parts.read(sheet.part), context, reading)
  return { format: 'xlsx', name: sheet.name, rows }
}

function chooseSheet(workbook: XlsxPackage, sheetName: string) {
  const visible = workbook.sheets.filter(sheet => sheet.visible)
  const sheet = visible.find(sheet => sheet.name === sheetName) ?? visible[0]
  if (!sheet) throw new WorkbookError('no_rows')
  return sheet
}
