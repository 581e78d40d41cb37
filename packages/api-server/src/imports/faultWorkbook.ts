import {
  COLUMN_RULES,
  IMPORT_COLUMNS,
  WORDS,
  type ImportColumn,
  type RowFault,
  type RowWarning,
} from '@sunshine-aid/domain'
import { writeWorkbook } from '../spreadsheet/writeWorkbook.ts'
import type { WrittenRow } from '../spreadsheet/writtenSheet.ts'
import type { ImportContext } from './context.ts'
import { eachStoredRow, openRow, type StoredRow } from './rows.ts'
import { listColumns, TEMPLATE_SHEET } from './template.ts'

/** In front of the list; their titles mean nothing to the import, so the workbook can be uploaded as it is. */
const OWN_COLUMNS = [
  { title: '需要改正', width: 60 },
  { title: '原文件行号', width: 12 },
]

export interface FaultWorkbook {
  readonly file: Buffer
  readonly rowIds: readonly string[]
}

/** The list as it stands now, its faults in words beside each row and on a red ground in their cells. */
export async function faultWorkbook(
  context: ImportContext,
  jobId: string,
  schools: readonly string[],
): Promise<FaultWorkbook> {
  const rowIds: string[] = []
  const file = await writeWorkbook({
    name: TEMPLATE_SHEET,
    columns: [...OWN_COLUMNS, ...listColumns(schools)],
    rows: writtenRows(context, jobId, rowIds),
  })
  return { file, rowIds }
}

async function* writtenRows(
  { trx, keyring }: ImportContext,
  jobId: string,
  rowIds: string[],
): AsyncGenerator<WrittenRow> {
  for await (const portion of eachStoredRow(trx, jobId)) {
    for (const row of portion) {
      rowIds.push(row.id)
      yield writtenRow(row, openRow(keyring, row).cells)
    }
  }
}

function writtenRow(
  { number, faults, warnings }: StoredRow,
  cells: Partial<Record<ImportColumn, string>>,
): WrittenRow {
  return {
    cells: [remarks(faults, warnings), String(number), ...IMPORT_COLUMNS.map(column => cells[column] ?? '')],
    marked: faults.map(({ column }) => OWN_COLUMNS.length + IMPORT_COLUMNS.indexOf(column)),
  }
}

/** `身份证件号：必填，请补充；班级（提示）：…` */
export function remarks(faults: readonly RowFault[], warnings: readonly RowWarning[]): string {
  const wrong = faults.map(({ column, code, otherRow }) => {
    const place = otherRow === undefined ? '' : `（见原文件第 ${otherRow} 行）`
    return `${titleOf(column)}：${WORDS.rowFault[code]['zh-CN']}${place}`
  })
  const odd = warnings.map(
    ({ column, code }) => `${titleOf(column)}（提示）：${WORDS.rowWarning[code]['zh-CN']}`,
  )
  return [...wrong, ...odd].join('；')
}

function titleOf(column: ImportColumn): string {
  return COLUMN_RULES[column].titles[0]
}
