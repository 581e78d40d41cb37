import { deflateRawSync } from 'node:zlib'
import { WORKBOOK_FAULTS } from '@sunshine-aid/domain'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { computingTime } from '../testing/computingTime.ts'
import { MAX_ZIP_ENTRIES, SHEET_LIMITS } from './limits.ts'
import { readSheet } from './readWorkbook.ts'
import { aSheet, aWorkbook, aZip, type WorkbookPieces } from './testing/aWorkbook.ts'
import { WorkbookError } from './workbookError.ts'

async function faultOf(bytes: Buffer): Promise<string> {
  const error = await readSheet(bytes).then(
    () => null,
    (error: unknown) => error,
  )
  if (error instanceof WorkbookError) return error.fault
  throw new Error('it was read', { cause: error })
}

const ole = (stream: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(`Root Entry\0${stream}\0`, 'utf16le'),
  ])
const macroType = '<Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'

describe('a file that is no list is refused with what to do about it', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), 'empty_file'],
    ['blanks only', Buffer.from('\r\n  \r\n'), 'empty_file'],
    ['an old .xls', ole('Workbook'), 'old_xls'],
    ['a very old .xls', ole('Book'), 'old_xls'],
    ['a web page named .xls', Buffer.from('<html><table><tr><td>姓名'), 'old_xls'],
    ['an XML workbook of 2003', Buffer.from('\uFEFF<?xml version="1.0"?><Workbook/>'), 'old_xls'],
    ['a binary workbook (.xlsb)', aZip({ 'xl/workbook.bin': 'x', '_rels/.rels': '<a/>' }), 'old_xls'],
    ['a workbook with a password', ole('EncryptedPackage'), 'encrypted_workbook'],
    ['an old Word file', ole('WordDocument'), 'not_a_spreadsheet'],
    [
      'a Word file',
      aWorkbook({ parts: { '_rels/.rels': mainPart('word/document.xml'), 'word/document.xml': '<a/>' } }),
      'not_a_spreadsheet',
    ],
    [
      'an OpenDocument sheet',
      aZip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }),
      'not_a_spreadsheet',
    ],
    ['a Numbers sheet', aZip({ 'Index/Document.iwa': 'x' }), 'not_a_spreadsheet'],
    ['a zip of something else', aZip({ 'readme.txt': 'hello' }), 'not_a_spreadsheet'],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'not_a_spreadsheet'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_a_spreadsheet'],
    [
      'text of no known encoding',
      Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0xff, 0x2c, 0xff]),
      'unreadable_encoding',
    ],
    ['a sheet without a value', aWorkbook({ rows: '<row r="1"><c r="A1"/></row>' }), 'no_rows'],
    [
      'a workbook without a visible sheet',
      aWorkbook({ sheets: '<sheet name="a" sheetId="1" state="hidden" r:id="rId1"/>' }),
      'no_rows',
    ],
  ] as const)('%s', async (_, bytes, fault) => {
    expect(await faultOf(bytes)).toBe(fault)
    expect(WORKBOOK_FAULTS).toContain(fault)
  })
})

describe('a workbook with code is refused', () => {
  it.each([
    ['a VBA project', { parts: { 'xl/vbaProject.bin': 'x' } }],
    ['a VBA project under another path', { parts: { 'custom/VBAPROJECT.BIN': 'x' } }],
    ['a macro sheet of Excel 4.0', { parts: { 'xl/macrosheets/sheet1.xml': '<a/>' } }],
    ['the type of a macro workbook', { parts: { '[Content_Types].xml': `<Types>${macroType}</Types>` } }],
  ] as [string, WorkbookPieces][])('that holds %s', async (_, pieces) => {
    expect(await faultOf(aWorkbook(pieces))).toBe('macro_workbook')
  })
})

describe('a damaged workbook is refused', () => {
  const whole = aWorkbook({ rows: '<row><c><v>1</v></c></row>'.repeat(2_000) })

  it('when it was cut off, wherever', async () => {
    for (let kept = 4; kept < whole.length; kept += 97) {
      expect(await faultOf(whole.subarray(0, kept))).toBe('damaged_file')
    }
  })

  it('when a byte of its content is wrong', async () => {
    const at = whole.indexOf('xl/worksheets/sheet1.xml') + 60
    const broken = Buffer.from(whole)
    broken[at] = (broken[at] ?? 0) ^ 0xff
    expect(await faultOf(broken)).toBe('damaged_file')
  })

  it('when its content is another than its checksum says', async () => {
    const packed = aWorkbook({ rows: '<row><c><v>41</v></c></row>' })
    const stored = Buffer.from(zipSync(unzipSync(packed), { level: 0 }))
    expect((await readSheet(stored)).rows[0]?.cells).toEqual(['41'])
    stored.write('42', stored.indexOf('<v>41') + 3)
    expect(await faultOf(stored)).toBe('damaged_file')
  })

  it.each([
    ['no XML in its sheet', { parts: { 'xl/worksheets/sheet1.xml': 'hello' } }],
    ['XML that does not end', { parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData>' } }],
    [
      'no sheet where it says',
      { parts: { 'xl/_rels/workbook.xml.rels': mainPart('worksheets/sheet9.xml', 'worksheet') } },
    ],
    [
      'a document type',
      {
        parts: {
          'xl/worksheets/sheet1.xml': aSheet('<row><c><v>1</v></c></row>').replace(
            '?>',
            '?><!DOCTYPE worksheet>',
          ),
        },
      },
    ],
    ['an entity of its own', { rows: '<row><c t="str"><v>&b;</v></c></row>' }],
    ['rows that go back', { rows: '<row r="2"><c><v>1</v></c></row><row r="1"><c><v>2</v></c></row>' }],
    ['a row without a number', { rows: '<row r="x"><c><v>1</v></c></row>' }],
    ['tags without end', { rows: `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}` }],
    [
      'attributes without end',
      { rows: `<row ${Array.from({ length: 9_999 }, (_, i) => `a${i}="" `).join('')}/>` },
    ],
    [
      'merged cells that overlap without end',
      {
        rows: '<row r="1"><c r="A1"><v>1</v></c></row>',
        after: `<mergeCells>${'<mergeCell ref="A1:ZZ20000"/>'.repeat(50)}</mergeCells>`,
      },
    ],
  ] as [string, WorkbookPieces][])('when it holds %s', async (_, pieces) => {
    expect(await faultOf(aWorkbook(pieces))).toBe('damaged_file')
  })

  it('when two of its parts have one name', async () => {
    expect(await faultOf(aWorkbook({ parts: { 'XL/workbook.xml': '<workbook/>' } }))).toBe('damaged_file')
  })
})

describe('a zip bomb is refused within a second', () => {
  const quickly = async (bytes: Buffer) => {
    let fault: string | undefined
    const spent = await computingTime(async () => (fault = await faultOf(bytes)))
    expect(spent).toBeLessThan(1_000)
    return fault
  }
  const zeros = new Uint8Array(40 * 1024 * 1024)

  it('by the ratio that its directory declares', async () => {
    expect(await quickly(aWorkbook({ parts: { 'xl/worksheets/sheet1.xml': zeros } }))).toBe(
      'too_large_inside',
    )
  })

  it('also in a part that nobody reads', async () => {
    expect(await quickly(aWorkbook({ parts: { 'xl/media/image1.png': zeros } }))).toBe('too_large_inside')
  })

  it('also when its directory lies about the size', async () => {
    const sheet = aSheet(' '.repeat(40 * 1024 * 1024) + '<row><c><v>1</v></c></row>')
    const bomb = aWorkbook({ parts: { 'xl/worksheets/sheet1.xml': sheet } })
    const lying = withDeclaredSize(bomb, 'xl/worksheets/sheet1.xml', 1_000)
    expect(await quickly(lying)).toBe('damaged_file')
  })

  it('by the number of its parts', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: MAX_ZIP_ENTRIES }, (_, index) => [`a/${index}`, 'x']),
    )
    expect(await quickly(aWorkbook({ parts }))).toBe('too_large_inside')
  })

  it('by the size of a part that is packed loosely', async () => {
    const limits = { ...SHEET_LIMITS, maxPartBytes: 2_000 }
    const rows = '<row><c><v>1</v></c></row>'.repeat(100)
    await expect(readSheet(aWorkbook({ rows }), { limits })).rejects.toMatchObject({
      fault: 'too_large_inside',
    })
  })
})

it('a path that leads out of the file leads nowhere', async () => {
  const workbook = aWorkbook({
    rows: '<row><c><v>7</v></c></row>',
    parts: { '../../etc/passwd': 'x', '/root/x': 'y' },
  })
  expect((await readSheet(workbook)).rows[0]?.cells).toEqual(['7'])
})

function mainPart(target: string, kind = 'officeDocument'): string {
  const type = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}`
  return `<Relationships><Relationship Id="rId1" Type="${type}" Target="${target}"/></Relationships>`
}

/** Writes another unpacked size into the directory's line of `path`. */
function withDeclaredSize(zip: Buffer, path: string, size: number): Buffer {
  const changed = Buffer.from(zip)
  const line = changed.lastIndexOf(path) - 46
  changed.writeUInt32LE(size, line + 24)
  return changed
}

it('the size that a lying directory hides is real', () => {
  expect(deflateRawSync(new Uint8Array(1024 * 1024)).length).toBeLessThan(2_000)
})
