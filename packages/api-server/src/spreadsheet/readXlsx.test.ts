import { describe, expect, it } from 'vitest'
import { SHEET_LIMITS } from './limits.ts'
import { readSheet } from './readWorkbook.ts'
import { aSheet, aWorkbook, type WorkbookPieces } from './testing/aWorkbook.ts'

const read = async (pieces: WorkbookPieces) => (await readSheet(aWorkbook(pieces))).rows
const firstRow = async (pieces: WorkbookPieces) => (await read(pieces))[0]
const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`

describe('a workbook is read', () => {
  it('from shared strings, whose runs are joined and whose reading aids are left out', async () => {
    const row = await firstRow({
      rows: '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>',
      strings:
        '<si><t>小学</t></si>' +
        '<si><r><t>张</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si>',
    })
    expect(row?.cells).toEqual(['张 三', '小学'])
  })

  it('with cells at the places that they name, gaps left empty', async () => {
    const row = await firstRow({ rows: `<row r="3"><c r="C3"><v>3</v></c><c r="AA3"><v>27</v></c></row>` })
    expect(row?.row).toBe(3)
    expect(row?.cells.length).toBe(27)
    expect([row?.cells[0], row?.cells[2], row?.cells[26]]).toEqual(['', '3', '27'])
  })

  it('also when rows and cells do not say where they are', async () => {
    const rows = await read({ rows: '<row><c><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row>' })
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, '1'],
      [2, '2', '3'],
    ])
  })

  it('without the empty rows at its end and in between', async () => {
    const rows = await read({
      rows: `<row r="1">${text('a')}</row><row r="2">${text(' ')}</row><row r="9"><c r="A9" s="1"/></row>`,
    })
    expect(rows.map(({ row }) => row)).toEqual([1])
  })

  it('with truth values and numbers as people see them', async () => {
    const row = await firstRow({
      rows: '<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c><v>0.30000000000000004</v></c><c><v>1.38E+10</v></c></row>',
    })
    expect(row?.cells).toEqual(['TRUE', 'FALSE', '0.3', '13800000000'])
  })

  it('and tells of a long number that Excel has rounded', async () => {
    const row = await firstRow({ rows: '<row><c r="B1"><v>3.2058520150301001E+17</v></c></row>' })
    expect(row?.cells).toEqual(['', '320585201503010000'])
    expect(row?.faults).toEqual([{ column: 1, fault: 'number_lost_digits' }])
  })

  it('with the result that was saved with a formula; the formula is never run', async () => {
    const row = await firstRow({
      rows: `<row><c t="str"><f>A2&amp;"x"</f><v>saved</v></c><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c></row>`,
    })
    expect(row?.cells).toEqual(['saved', '2'])
    expect(row?.faults).toEqual([])
  })

  it.each(['<v/>', '', '<v></v>'])('and tells of a formula without a saved result (%j)', async value => {
    const row = await firstRow({ rows: `<row><c><f>HYPERLINK("http://x")</f>${value}</c></row>` })
    expect(row?.faults).toEqual([{ column: 0, fault: 'formula_without_value' }])
  })

  it('and tells of cells that show an error', async () => {
    const row = await firstRow({ rows: '<row><c t="e"><v>#N/A</v></c></row>' })
    expect(row?.faults).toEqual([{ column: 0, fault: 'cell_error' }])
  })

  it('with the value of merged cells in each of them', async () => {
    const rows = await read({
      rows:
        `<row r="1"><c r="A1" t="inlineStr"><is><t>监护人</t></is></c><c r="C1" t="inlineStr"><is><t>备注</t></is></c></row>` +
        `<row r="2"><c r="A2" t="inlineStr"><is><t>姓名</t></is></c><c r="B2" t="inlineStr"><is><t>电话</t></is></c></row>`,
      after: '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="C1:C2"/></mergeCells>',
    })
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['监护人', '监护人', '备注'],
      ['姓名', '电话', '备注'],
    ])
  })

  it('with its hidden rows, which are marked', async () => {
    const rows = await read({ rows: `<row hidden="1">${text('a')}</row><row>${text('b')}</row>` })
    expect(rows.map(({ hidden }) => hidden)).toEqual([true, false])
  })

  it('and cuts an over-long cell, and tells of it', async () => {
    const row = await firstRow({ rows: `<row>${text('长'.repeat(SHEET_LIMITS.maxCellChars + 5))}</row>` })
    expect(row?.cells[0]?.length).toBe(SHEET_LIMITS.maxCellChars)
    expect(row?.faults).toEqual([{ column: 0, fault: 'too_long' }])
  })

  it('with characters that XML cannot hold', async () => {
    const row = await firstRow({ rows: `<row>${text('a_x000D_b_x005F_x0041_')}</row>` })
    expect(row?.cells).toEqual(['a\rb_x0041_'])
  })

  it('in the namespaces of strict files, under any prefix', async () => {
    const strict = 'http://purl.oclc.org/ooxml'
    const row = await firstRow({
      parts: {
        'xl/workbook.xml': `<x:workbook xmlns:x="${strict}/spreadsheetml/main" xmlns:q="${strict}/officeDocument/relationships"><x:sheets><x:sheet name="a" sheetId="1" q:id="rId1"/></x:sheets></x:workbook>`,
        'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${strict}/officeDocument/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
        'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="${strict}/spreadsheetml/main"><x:sheetData><x:row r="1"><x:c r="A1" t="d"><x:v>2015-03-01</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
      },
    })
    expect(row?.cells).toEqual(['2015-03-01'])
  })
})

describe('the sheet of a workbook', () => {
  const two = (first: string) =>
    `<sheet name="说明" sheetId="1" ${first} r:id="rId1"/><sheet name="困难学生名单" sheetId="2" r:id="rId2"/>`

  it('is the first one', async () => {
    expect((await readSheet(aWorkbook({ sheets: two('') }))).name).toBe('说明')
  })

  it('is the one with the name of the template, wherever it stands', async () => {
    const sheet = await readSheet(aWorkbook({ sheets: two('') }), { sheetName: '困难学生名单' })
    expect(sheet.rows[0]?.cells).toEqual(['second'])
  })

  it.each(['state="hidden"', 'state="veryHidden"'])('is none that is hidden (%s)', async state => {
    expect((await readSheet(aWorkbook({ sheets: two(state) }))).name).toBe('困难学生名单')
  })

  it('is no chart', async () => {
    const sheets = '<sheet name="图" sheetId="1" r:id="rId5"/><sheet name="表" sheetId="2" r:id="rId1"/>'
    expect((await readSheet(aWorkbook({ sheets }))).name).toBe('表')
  })
})

describe('a date', () => {
  const styles =
    '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="[Red]#,##0.00&quot;day&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="31"/></cellXfs>'
  const cell = (style: number, value: number) => `<row><c s="${style}"><v>${value}</v></c></row>`

  it.each([
    ['a built-in format', 1, 42064, '2015-03-01'],
    ['a custom format', 2, 42064, '2015-03-01'],
    ['a Chinese built-in format', 4, 42064, '2015-03-01'],
    ['a time', 1, 42064.5, '2015-03-01T12:00:00'],
    ['the first day of the calendar', 1, 1, '1900-01-01'],
    ['the last day before the false leap day', 1, 59, '1900-02-28'],
    ['the first day after it', 1, 61, '1900-03-01'],
    ['the last day of the calendar', 1, 2958465, '9999-12-31'],
  ])('with %s is read as a day', async (_, style, value, day) => {
    expect((await firstRow({ styles, rows: cell(style, value) }))?.cells).toEqual([day])
  })

  it('counts from 1904 where the workbook says so', async () => {
    const row = await firstRow({ styles, rows: cell(1, 40602), workbook: '<workbookPr date1904="1"/>' })
    expect(row?.cells).toEqual(['2015-03-01'])
  })

  it.each([
    ['no style', 0],
    ['a style of amounts that holds the letters of a date', 3],
  ])('is not seen in a number with %s', async (_, style) => {
    expect((await firstRow({ styles, rows: cell(style, 42064) }))?.cells).toEqual(['42064'])
  })
})

describe('a sheet within its limits', () => {
  const limits = { ...SHEET_LIMITS, maxRows: 3, maxColumns: 2, maxTextChars: 20 }
  const refused = (pieces: WorkbookPieces) => expect(readSheet(aWorkbook(pieces), { limits })).rejects

  it('has no more rows', async () => {
    await refused({ rows: `<row r="4">${text('a')}</row>` }).toMatchObject({ fault: 'too_many_rows' })
  })

  it('may have empty rows below, as Excel leaves them', async () => {
    const bytes = aWorkbook({
      rows: `<row r="1">${text('a')}</row><row r="1048576"><c r="A1048576" s="2"/></row>`,
    })
    expect((await readSheet(bytes, { limits })).rows.length).toBe(1)
  })

  it('has no more columns', async () => {
    await refused({ rows: '<row><c r="C1"><v>1</v></c></row>' }).toMatchObject({ fault: 'too_many_columns' })
  })

  it('has no more text, also when every cell names the same long string', async () => {
    const many = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'.repeat(2)
    await refused({ rows: many, strings: '<si><t>123456789</t></si>' }).toMatchObject({
      fault: 'too_large_inside',
    })
  })

  it('tells how far it is', async () => {
    const seen: number[] = []
    await readSheet(aWorkbook({ rows: `<row>${text('a')}</row><row>${text('b')}</row>` }), {
      onRow: row => seen.push(row),
    })
    expect(seen).toEqual([1, 2])
  })

  it('stops when nobody waits for it any more', async () => {
    const reading = readSheet(aWorkbook(), { signal: AbortSignal.abort() })
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('lets other work run in between', async () => {
    const rows = Array.from({ length: 15_000 }, (_, number) => `<row>${text(`示例${number}`)}</row>`).join('')
    let turns = 0
    const timer = setInterval(() => turns++, 5)
    await readSheet(aWorkbook({ parts: { 'xl/worksheets/sheet1.xml': aSheet(rows) } }))
    clearInterval(timer)
    expect(turns).toBeGreaterThan(3)
  })
})
