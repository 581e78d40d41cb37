import type { CellFault } from '@sunshine-aid/domain'
import { serialDay } from './dateFormat.ts'

/** A cell as the sheet's XML has it. */
export interface RawCell {
  readonly type: string
  /** Content of `<v>`, or of `<is>` for inline text; null when there is none. */
  readonly value: string | null
  readonly isDate: boolean
  readonly hasFormula: boolean
}

export interface CellContext {
  readonly strings: readonly string[]
  readonly date1904: boolean
}

export interface CellText {
  readonly text: string
  readonly fault: CellFault | null
}

const EMPTY: CellText = { text: '', fault: null }

/** What the cell shows, without running anything: a formula counts by the result that was saved with it. */
export function cellText(cell: RawCell, context: CellContext): CellText {
  if (cell.hasFormula && !hasSavedResult(cell)) return { text: '', fault: 'formula_without_value' }
  if (cell.value === null) return EMPTY
  switch (cell.type) {
    case 's':
      return plain(context.strings[Number(cell.value)] ?? '')
    case 'b':
      return plain(cell.value === '1' || cell.value === 'true' ? 'TRUE' : 'FALSE')
    case 'e':
      return { text: cell.value, fault: 'cell_error' }
    case 'n':
      return cell.value === '' ? EMPTY : numberText(cell, context)
    default:
      return plain(cell.value)
  }
}

/** Programs that never computed the workbook write `<v/>`; the text '' is a result only where text is declared. */
function hasSavedResult(cell: RawCell): boolean {
  return cell.value !== null && (cell.value !== '' || cell.type === 'str')
}

/** A double keeps 15 digits as Excel counts them; a number of 16 or more digits is no longer what was typed. */
const FIRST_UNSAFE = 1e15

function numberText(cell: RawCell, context: CellContext): CellText {
  const number = Number(cell.value)
  if (!Number.isFinite(number)) return plain(cell.value ?? '')
  const day = cell.isDate ? serialDay(number, context.date1904) : null
  if (day !== null) return plain(day)
  if (Math.abs(number) >= FIRST_UNSAFE) return { text: plainDigits(number), fault: 'number_lost_digits' }
  return plain(String(Number(number.toPrecision(15))))
}

/** As Excel shows it in a wide cell: 15 digits and then zeros. */
function plainDigits(number: number): string {
  const [digits = '', exponent = ''] = number.toExponential(14).split('e+')
  return digits.replace('.', '') + '0'.repeat(Number(exponent) - 14)
}

function plain(text: string): CellText {
  return { text, fault: null }
}
