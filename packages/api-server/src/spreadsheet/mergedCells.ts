import { columnNumber } from './columnName.ts'
import type { SheetLimits } from './limits.ts'
import type { SheetRow } from './sheet.ts'
import { WorkbookError } from './workbookError.ts'

/** Both ends belong to it; rows count from 1, columns from 0. */
export interface MergedRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** `A1:C2`; nothing for what is no range. */
export function parseRange(reference: string): MergedRange[] {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (!match) return []
  const [, left = '', top = '', right = '', bottom = ''] = match
  return [{ top: Number(top), left: columnNumber(left), bottom: Number(bottom), right: columnNumber(right) }]
}

/**
 * Excel keeps the value of merged cells in the first one only. A reader sees it in all of them (a heading over
 * two columns, a name beside three payments), so all of them get it. Rows that held nothing stay away.
 */
export function fillMerged(
  rows: readonly SheetRow[],
  merged: readonly MergedRange[],
  limits: SheetLimits,
): void {
  // Ranges never overlap in a real file, so together they cannot cover more cells than the sheet has.
  let allowed = limits.maxRows * limits.maxColumns
  const byNumber = new Map(rows.map(row => [row.row, row]))
  for (const range of merged) {
    const value = byNumber.get(range.top)?.cells[range.left] ?? ''
    if (value === '') continue
    const right = Math.min(range.right, limits.maxColumns - 1)
    for (let row = range.top; row <= Math.min(range.bottom, limits.maxRows); row++) {
      allowed -= right - range.left + 1
      if (allowed < 0) throw new WorkbookError('damaged_file')
      fill(byNumber.get(row)?.cells, range.left, right, value)
    }
  }
}

function fill(cells: string[] | undefined, left: number, right: number, value: string) {
  if (!cells) return
  for (let column = left; column <= right; column++) {
    while (cells.length <= column) cells.push('')
    cells[column] ||= value
  }
}
