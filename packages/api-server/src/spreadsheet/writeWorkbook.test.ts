import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cell, uncell } from './cell.ts'
import { columnName, columnNumber } from './columnName.ts'
import { readSheet } from './readWorkbook.ts'
import { openZip } from './zipParts.ts'
import { SHEET_LIMITS } from './limits.ts'
import { writeCsv } from './writeCsv.ts'
import { writeWorkbook } from './writeWorkbook.ts'
import type { WrittenSheet } from './writtenSheet.ts'

/** The rule in other words than the code's: what comes first after everything that a program may skip. */
function isProgram(text: string): boolean {
  for (const character of text) {
    if ('=+-@|%\t\r\n＝＋－＠'.includes(character)) return true
    if (!/[\p{Z}\p{C}\p{M}]/u.test(character)) return false
  }
  return false
}

const trickyText = fc.string({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Array.from('=+-@|%＝＋－＠\t\r\n ,;"\'')) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '\u200B',
        '\uFEFF',
        '\u3000',
        '\u00A0',
        '\u2060',
        '\u0301',
        '_x000D_',
        '<',
        '&',
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom(...Array.from('张0123abc')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  ),
  maxLength: 12,
})

const aList = (rows: WrittenSheet['rows']): WrittenSheet => ({
  name: '名单',
  columns: [
    { title: '姓名', width: 12 },
    { title: '性别', width: 6, choices: ['男', '女'] },
  ],
  rows,
})

async function collected<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const piece of pieces) all.push(piece)
  return all
}

async function csvOf(titles: string[], rows: Iterable<string[]>): Promise<Buffer> {
  return Buffer.from((await collected(writeCsv(titles, rows))).join(''))
}

async function partOf(workbook: Buffer, name: string): Promise<string> {
  const parts = await openZip(workbook, SHEET_LIMITS)
  return Buffer.concat(await collected(parts.read(name))).toString()
}

describe('a cell that leaves', () => {
  it('is never a program: 100,000 texts', () => {
    fc.assert(
      fc.property(trickyText, text => !isProgram(cell(text))),
      { numRuns: 100_000, seed: 20261121 },
    )
  })

  it('would be one without the guard', () => {
    const unguarded = fc.check(
      fc.property(trickyText, text => !isProgram(text)),
      { numRuns: 1_000, seed: 20261121 },
    )
    expect(unguarded.failed).toBe(true)
  })

  it.each(['=1+1', '＝1', ' \u200B@x', '\t', "'=1", '\uFEFF+86', '−1', '\u0301=1'])('%j is guarded', text => {
    expect(cell(text)).toBe(`'${text}`)
  })

  it.each(['张三', '320585201503010015', '2026-11-21', '1-2', "O'Neill", '', '100%'])(
    '%j is left alone',
    text => {
      expect(cell(text)).toBe(text)
    },
  )

  it('comes back as it was', () => {
    fc.assert(
      fc.property(trickyText, text => uncell(cell(text)) === text),
      { numRuns: 20_000 },
    )
  })
})

describe('a workbook that we write', () => {
  it('is read back as it was, whatever stands in it', async () => {
    const texts = fc.sample(trickyText, { numRuns: 3_000, seed: 7 }).filter(text => text.trim() !== '')
    const sheet = await readSheet(await writeWorkbook(aList(texts.map(text => ({ cells: [text] })))))
    expect(sheet.rows.slice(1).map(({ cells }) => cells[0])).toEqual(texts)
  })

  it('holds every text as text, in the format of text, and no formula', async () => {
    const workbook = await writeWorkbook(aList([{ cells: ['=cmd|x', '007'] }, { cells: ['a', 12.5] }]))
    const xml = await partOf(workbook, 'xl/worksheets/sheet1.xml')
    expect(xml).toContain(`<c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">'=cmd|x</t></is></c>`)
    expect(xml).toContain('<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">007</t></is></c>')
    expect(xml).toContain('<c r="B3" s="0"><v>12.5</v></c>')
    expect(xml).not.toMatch(/<f\b/)
    expect(await partOf(workbook, 'xl/styles.xml')).toContain('<xf numFmtId="49"')
  })

  it('keeps its headings in view, offers its choices and marks what is wrong', async () => {
    const workbook = await writeWorkbook(aList([{ cells: ['张三', '?'], marked: [1] }]))
    const xml = await partOf(workbook, 'xl/worksheets/sheet1.xml')
    expect(xml).toContain('ySplit="1"')
    expect(xml).toContain('sqref="B2:B20000"><formula1>选项!$A$1:$A$2</formula1>')
    expect(xml).toContain('<c r="B2" s="3"')
    expect(await partOf(workbook, 'xl/worksheets/sheet2.xml')).toContain('女')
    expect(await partOf(workbook, 'xl/workbook.xml')).toContain('name="选项" sheetId="2" state="hidden"')
  })

  it('is the same for the same content', async () => {
    const once = await writeWorkbook(aList([{ cells: ['张三'] }]))
    expect(await writeWorkbook(aList([{ cells: ['张三'] }]))).toEqual(once)
  })
})

describe('a CSV that we write', () => {
  const texts = fc
    .sample(trickyText, { numRuns: 20_000, seed: 9 })
    .map(text => text.toWellFormed().replaceAll('\0', ''))

  it('is read back as it was', async () => {
    const shown = texts.filter(text => text.trim() !== '')
    const sheet = await readSheet(
      await csvOf(
        ['a', 'b'],
        shown.slice(0, 15_000).map(text => [text, 'x']),
      ),
    )
    expect(sheet.rows.slice(1).map(({ cells }) => cells[0])).toEqual(shown.slice(0, 15_000))
  })

  it('has no cell that begins as a program, nor a line that a cell has begun', async () => {
    for (const text of texts) {
      const [, line = ''] = (await csvOf(['a'], [[text]])).toString().split(/\r\n([^]*)/)
      expect(isProgram(line.replace(/\r\n$/, '').replace(/^"/, ''))).toBe(false)
    }
  })

  it('begins with the mark by which Excel knows UTF-8', async () => {
    expect((await csvOf(['姓名'], [])).subarray(0, 3).toString('hex')).toBe('efbbbf')
  })
})

it('columns are named as Excel names them', () => {
  expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  expect(['A', 'Z', 'AA', 'ZZ', 'AAA'].map(columnNumber)).toEqual([0, 25, 26, 701, 702])
})
