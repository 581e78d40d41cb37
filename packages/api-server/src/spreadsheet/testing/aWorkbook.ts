import { strToU8, zipSync, type Zippable } from 'fflate'

const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

export interface WorkbookPieces {
  /** What stands inside `<sheetData>`. */
  rows?: string
  /** What follows `</sheetData>`. */
  after?: string
  /** Inside `<sst>`. */
  strings?: string
  /** Inside `<styleSheet>`. */
  styles?: string
  /** Inside `<workbook>`, in front of its sheets. */
  workbook?: string
  /** Inside `<sheets>`. */
  sheets?: string
  /** More parts, or others in place of the usual ones. */
  parts?: Record<string, string | Uint8Array>
}

/** A workbook written by hand, so that a test can hold what no writer of ours would write. */
export function aWorkbook(pieces: WorkbookPieces = {}): Buffer {
  const sheets = pieces.sheets ?? '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}">${pieces.workbook ?? ''}<sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'worksheet', '/xl/worksheets/sheet2.xml'],
      ['rId3', 'sharedStrings', 'sharedStrings.xml'],
      ['rId4', 'styles', 'styles.xml'],
      ['rId5', 'chartsheet', 'chartsheets/sheet1.xml'],
    ]),
    'xl/worksheets/sheet1.xml': aSheet(pieces.rows ?? '<row><c><v>1</v></c></row>', pieces.after),
    'xl/worksheets/sheet2.xml': aSheet('<row><c t="inlineStr"><is><t>second</t></is></c></row>'),
    'xl/sharedStrings.xml': `<sst xmlns="${SHEETS}">${pieces.strings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${SHEETS}">${pieces.styles ?? ''}</styleSheet>`,
    ...pieces.parts,
  }
  return aZip(parts)
}

export function aSheet(rows: string, after = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${SHEETS}"><sheetData>${rows}</sheetData>${after}</worksheet>`
}

export function aZip(parts: Record<string, string | Uint8Array>): Buffer {
  const zippable: Zippable = Object.fromEntries(
    Object.entries(parts).map(([path, content]) => [
      path,
      typeof content === 'string' ? strToU8(content) : content,
    ]),
  )
  return Buffer.from(zipSync(zippable))
}

function relations(list: readonly (readonly [id: string, kind: string, target: string])[]): string {
  const items = list.map(
    ([id, kind, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`
}
