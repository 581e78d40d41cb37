import { expect, it } from 'vitest'
import { readSheet } from './readWorkbook.ts'
import { workbookBytes } from './workbookBytes.ts'
import { SHEET_LIMITS } from './limits.ts'
import { openZip } from './zipParts.ts'

const COLUMNS = [{ title: '姓名', width: 10 }]

async function all(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const bytes: Uint8Array[] = []
  for await (const piece of pieces) bytes.push(piece)
  return Buffer.concat(bytes)
}

it('bytes come out while rows are still to come', async () => {
  let asked = 0
  function* rows() {
    for (; asked < 20_000; asked += 1) yield { cells: [`学生${asked} ${Math.sin(asked)}`] }
  }
  let size = 0
  let before = 0
  for await (const piece of workbookBytes([{ name: '台账', columns: COLUMNS, rows: rows() }])) {
    size += piece.length
    if (asked < 10_000) before = size
  }
  expect(before).toBeGreaterThan(size / 4)
})

it('each sheet says whose it is: below its rows and at the head of each printed page', async () => {
  const watermark = '张老师 & 李老师 2026-11-21 1a2b'
  const sheet = (name: string) => ({ name, columns: COLUMNS, rows: [{ cells: ['甲'] }], watermark })
  const bytes = await all(workbookBytes([sheet('申请'), sheet('帮扶')]))
  expect((await readSheet(bytes)).rows.map(({ cells }) => cells[0])).toEqual(['姓名', '甲', watermark])
  const parts = await openZip(bytes, SHEET_LIMITS)
  for (const number of [1, 2]) {
    const xml = (await all(parts.read(`xl/worksheets/sheet${number}.xml`))).toString()
    expect(xml).toContain('<oddHeader>&amp;C张老师 &amp;&amp; 李老师 2026-11-21 1a2b</oddHeader>')
  }
})
