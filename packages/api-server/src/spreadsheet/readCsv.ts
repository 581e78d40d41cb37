import { setImmediate as nextTurn } from 'node:timers/promises'
import { csvRecords, separatorOf } from './csvRecords.ts'
import { csvText } from './csvText.ts'
import type { Sheet, SheetReading } from './sheet.ts'
import { sheetRows } from './sheetRows.ts'

const RECORDS_A_TURN = 500

/** Row numbers count records, as Excel shows them, also when a quoted cell holds several lines. */
export async function readCsv(bytes: Buffer, { limits, onRow, signal }: SheetReading): Promise<Sheet> {
  const text = await csvText(bytes, signal)
  const rows = sheetRows(limits)
  let row = 0
  for (const record of csvRecords(text, separatorOf(text))) {
    row++
    record.forEach((value, column) => rows.put(row, column, value))
    rows.end(row)
    if (row % RECORDS_A_TURN !== 0) continue
    signal?.throwIfAborted()
    onRow(row)
    await nextTurn()
  }
  onRow(row)
  return { format: 'csv', name: null, rows: rows.rows }
}
