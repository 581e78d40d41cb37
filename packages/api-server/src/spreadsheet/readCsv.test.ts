import { encode } from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readSheet } from './readWorkbook.ts'

const rowsOf = async (bytes: Buffer) => (await readSheet(bytes)).rows.map(({ cells }) => cells)
const rowsOfText = (text: string) => rowsOf(Buffer.from(text))

describe('a CSV is read in the encoding that it was written in', () => {
  const list = '姓名,年级\r\n张示例,五年级\r\n欧阳〇,六年级\r\n'
  const rows = [
    ['姓名', '年级'],
    ['张示例', '五年级'],
    ['欧阳〇', '六年级'],
  ]

  it.each(['utf8', 'gbk', 'gb18030'])('%s', async encoding => {
    expect(await rowsOf(encode(list, encoding))).toEqual(rows)
  })

  it.each(['utf8', 'utf-16le', 'utf-16be'])('%s with its mark', async encoding => {
    expect(await rowsOf(encode(list, encoding, { addBOM: true }))).toEqual(rows)
  })

  it('GB18030, with characters beyond GBK', async () => {
    expect(await rowsOf(encode('姓名\r\n㛃𬸪', 'gb18030'))).toEqual([['姓名'], ['㛃𬸪']])
  })

  it('whatever the length at which its pieces are cut', async () => {
    const long = '姓名,示例\r\n'.repeat(9_000).slice(0, -2)
    const rows = await rowsOf(encode(`x${long}`, 'gbk'))
    expect(rows.length).toBe(9_000)
    expect(rows.at(-1)).toEqual(['姓名', '示例'])
  })
})

describe('a CSV is cut', () => {
  it.each([
    ['commas', 'a,b,c\n1,2,3'],
    ['tabs', 'a\tb\tc\n1\t2\t3'],
    ['semicolons', 'a;b;c\n1;2;3'],
    ['bars', 'a|b|c\n1|2|3'],
  ])('at %s', async (_, text) => {
    expect(await rowsOfText(text)).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
    ])
  })

  it('at commas when the cells hold other separators', async () => {
    expect(await rowsOfText('a,b\n"1;2;3;4",x')).toEqual([
      ['a', 'b'],
      ['1;2;3;4', 'x'],
    ])
  })

  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ])('into lines at %s', async (_, end) => {
    expect(await rowsOfText(`a,b${end}c,d${end}`)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('not inside quotes: line ends, separators and doubled quotes stay', async () => {
    expect(await rowsOfText('a,b\r\n"第一行\r\n第二行, ""引""",x\r\n')).toEqual([
      ['a', 'b'],
      ['第一行\r\n第二行, "引"', 'x'],
    ])
  })

  it('with text that programs mark as text', async () => {
    expect(await rowsOfText('号,b\n="0123",x')).toEqual([
      ['号', 'b'],
      ['0123', 'x'],
    ])
  })

  it('with a quote in the middle of a cell as it stands', async () => {
    expect(await rowsOfText('a,b\n5"屏,x')).toEqual([
      ['a', 'b'],
      ['5"屏', 'x'],
    ])
  })

  it('with the row numbers that Excel shows, blank lines counted', async () => {
    const sheet = await readSheet(Buffer.from('a,b\n\n"1\n2",x\n,\ny,z'))
    expect(sheet.rows.map(({ row }) => row)).toEqual([1, 3, 5])
  })
})

it('a quote that never closes is refused, for it would swallow the rest of the list', async () => {
  await expect(rowsOfText('a,b\n"1,2\n3,4')).rejects.toMatchObject({ fault: 'damaged_file' })
})

it('a CSV of too many rows is refused', async () => {
  await expect(rowsOfText('a\n'.repeat(20_001))).rejects.toMatchObject({ fault: 'too_many_rows' })
})
