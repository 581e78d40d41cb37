import { columnNumber } from './columnName.ts'
import type { SheetLimits } from './limits.ts'
import { fillMerged, parseRange, type MergedRange } from './mergedCells.ts'
import { richText } from './sharedStrings.ts'
import type { SheetReading, SheetRow } from './sheet.ts'
import { sheetRows } from './sheetRows.ts'
import { WorkbookError } from './workbookError.ts'
import { cellText, type CellContext } from './xlsxCell.ts'
import { isTrue } from './xlsxPackage.ts'
import { readXml, type XmlAttributes, type XmlHandlers } from './xml.ts'

export interface XlsxContext extends CellContext {
  readonly dateStyles: readonly boolean[]
}

/** Rows of one worksheet, merged cells filled. */
export async function readXlsxSheet(
  pieces: AsyncIterable<Uint8Array>,
  context: XlsxContext,
  { limits, onRow, signal }: SheetReading,
): Promise<SheetRow[]> {
  const sheet = sheetHandlers(context, limits, onRow)
  await readXml(pieces, sheet.handlers, signal)
  fillMerged(sheet.rows, sheet.merged, limits)
  return sheet.rows
}

function sheetHandlers(context: XlsxContext, limits: SheetLimits, onRow: (row: number) => void) {
  const rows = sheetRows(limits)
  const cell = cellReader(context, limits)
  const merged: MergedRange[] = []
  let row = 0
  let column = -1
  let hidden = false

  function startRow(attributes: XmlAttributes) {
    const next = attributes['r'] === undefined ? row + 1 : Number(attributes['r'])
    // Rows that go back or name no number would let one cell overwrite another.
    if (!Number.isInteger(next) || next <= row) throw new WorkbookError('damaged_file')
    row = next
    column = -1
    hidden = isTrue(attributes['hidden'])
  }

  const handlers: Required<XmlHandlers> = {
    open(name, attributes) {
      if (name === 'row') startRow(attributes)
      else if (name === 'c') column = columnOf(attributes['r']) ?? column + 1
      else if (name === 'mergeCell') merged.push(...parseRange(attributes['ref'] ?? ''))
      cell.handlers.open(name, attributes)
    },
    text: cell.handlers.text,
    close(name) {
      cell.handlers.close(name)
      if (name === 'c') {
        const { text, fault } = cell.take()
        rows.put(row, column, text, fault)
      }
      if (name === 'row') {
        rows.end(row, hidden)
        onRow(row)
      }
    },
  }
  return { handlers, rows: rows.rows, merged }
}

/** Follows the XML inside one `<c>`. */
function cellReader(context: XlsxContext, limits: SheetLimits) {
  const inline = richText(limits.maxCellChars)
  let attributes: XmlAttributes = {}
  let value: string | null = null
  let hasFormula = false
  let inValue = false
  const handlers: Required<XmlHandlers> = {
    open(name, given) {
      if (name === 'c') {
        attributes = given
        value = null
        hasFormula = false
      } else if (name === 'f') hasFormula = true
      else if (name === 'v') value = ''
      inValue = name === 'v'
      inline.handlers.open(name, given)
    },
    text(piece) {
      if (inValue && value !== null && value.length <= limits.maxCellChars) value += piece
      inline.handlers.text(piece)
    },
    close(name) {
      inValue = false
      inline.handlers.close(name)
    },
  }
  function take() {
    const type = attributes['t'] ?? 'n'
    const text = inline.take()
    return cellText(
      {
        type,
        value: type === 'inlineStr' ? text : value,
        isDate: context.dateStyles[Number(attributes['s'])] ?? false,
        hasFormula,
      },
      context,
    )
  }
  return { handlers, take }
}

/** `AB12` → 27; null when the cell does not say where it is. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  return letters === undefined ? null : columnNumber(letters)
}
