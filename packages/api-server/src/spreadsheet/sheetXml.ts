import { cell } from './cell.ts'
import { columnName } from './columnName.ts'
import { STYLE } from './workbookParts.ts'
import { escapeText, XML_HEAD } from './xmlText.ts'
import type { WrittenCell, WrittenRow, WrittenSheet } from './writtenSheet.ts'

/** Excel refuses a workbook with a longer cell. */
const MAX_CELL = 32_767
/** Rows below the list for which the choices are still offered. */
const CHOICE_ROWS = 20_000

/**
 * The XML of one sheet, row by row: headings that stay in view, every column in text format, so that an ID number
 * or a leading zero that is typed later stays what was typed.
 */
export async function* sheetXml(sheet: WrittenSheet, choicesSheet: string): AsyncGenerator<string> {
  yield `${XML_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`
  yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  yield `<cols>${sheet.columns.map(columnXml).join('')}</cols><sheetData>`
  yield rowXml(
    1,
    sheet.columns.map(column => cellXml(column.title, STYLE.heading)),
  )
  let row = 1
  for await (const written of sheet.rows) yield rowXml(++row, writtenCells(written))
  if (sheet.watermark) yield rowXml(row + 1, [cellXml(sheet.watermark, STYLE.text)])
  yield `</sheetData>${validationsXml(sheet, choicesSheet)}${headXml(sheet.watermark)}</worksheet>`
}

function columnXml({ width }: { width: number }, index: number): string {
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${STYLE.text}" customWidth="1"/>`
}

function writtenCells({ cells, marked = [] }: WrittenRow): string[] {
  return cells.map((value, column) => cellXml(value, marked.includes(column) ? STYLE.marked : STYLE.text))
}

function rowXml(row: number, cells: readonly string[]): string {
  return `<row r="${row}">${cells.map((xml, column) => xml.replace('<c ', `<c r="${columnName(column)}${row}" `)).join('')}</row>`
}

/** Text is typed as inline text, so no program reads it as anything else. */
function cellXml(value: WrittenCell, style: number): string {
  if (typeof value === 'number') return `<c s="${STYLE.number}"><v>${value}</v></c>`
  if (value === '') return `<c s="${style}"/>`
  const text = escapeText(cell(value).slice(0, MAX_CELL))
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

/** Choices stand in a hidden sheet, one column each: a list inside the rule itself may hold only 255 characters. */
function validationsXml(sheet: WrittenSheet, choicesSheet: string): string {
  const rules = columnsWithChoices(sheet).map(({ column, choices }, index) => {
    const letter = columnName(index)
    const where = `${columnName(column)}2:${columnName(column)}${CHOICE_ROWS}`
    const from = `${choicesSheet}!$${letter}$1:$${letter}$${choices.length}`
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${where}"><formula1>${from}</formula1></dataValidation>`
  })
  return rules.length === 0
    ? ''
    : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
}

/** Excel allows 255 characters here; `&` begins a code of its own. */
function headXml(watermark: string | undefined): string {
  if (!watermark) return ''
  const head = escapeText(`&C${watermark.replaceAll('&', '&&').slice(0, 200)}`)
  return `<headerFooter><oddHeader>${head}</oddHeader></headerFooter>`
}

/** In the order of the columns, which is the order of the hidden sheet's columns. */
export function columnsWithChoices(sheet: WrittenSheet): { column: number; choices: readonly string[] }[] {
  return sheet.columns.flatMap(({ choices = [] }, column) =>
    choices.length > 0 ? [{ column, choices }] : [],
  )
}

/** The hidden sheet that the lists of `sheet` point to. */
export function* choicesXml(sheet: WrittenSheet): Generator<string> {
  const lists = columnsWithChoices(sheet).map(({ choices }) => choices)
  yield `${XML_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
  const longest = Math.max(0, ...lists.map(list => list.length))
  for (let row = 0; row < longest; row++) {
    yield rowXml(
      row + 1,
      lists.map(list => cellXml(list[row] ?? '', STYLE.text)),
    )
  }
  yield '</sheetData></worksheet>'
}
