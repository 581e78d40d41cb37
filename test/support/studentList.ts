import { writeWorkbook } from '@sunshine-aid/api-server/src/spreadsheet/writeWorkbook.ts'
import { COLUMN_RULES, IMPORT_COLUMNS, type ImportCells } from '@sunshine-aid/domain'

/** A faultless row for a primary school of Taicang; `number` makes it another child's. */
export function listRow(number: number, changes: ImportCells = {}): ImportCells {
  return {
    grade: '三年级',
    className: '1班',
    name: `李示例${number}`,
    // Fails the checksum on purpose: nobody has this number.
    idNumber: `32058520170401${String(number).padStart(4, '0')}`,
    hardshipLevel: '困难',
    recognisedOn: '2026-09-10',
    guardianName: '李家长',
    guardianRelation: '父亲',
    guardianPhone: '19900000001',
    address: '太仓市示例路 1 号',
    ...changes,
  }
}

/** The rows as a workbook with the titles of the template. */
export function studentList(rows: readonly ImportCells[]): Promise<Buffer> {
  return writeWorkbook({
    name: '名单',
    columns: IMPORT_COLUMNS.map(column => ({ title: COLUMN_RULES[column].titles[0], width: 12 })),
    rows: rows.map(row => ({ cells: IMPORT_COLUMNS.map(column => row[column] ?? '') })),
  })
}
