import { expect, it } from 'vitest'
import { bytesInWords, fileRefusal } from './fileRefusal.ts'

const limits = { accept: '.xlsx, .csv', maxBytes: 10 }
const file = (name: string, content = '') => new File([content], name)

it.each([
  ['a file of the right kind', [file('名单.xlsx')], undefined],
  ['an ending in capitals', [file('LIST.XLSX')], undefined],
  ['another kind of file', [file('list.xls')], 'type'],
  ['a file that is too large', [file('list.csv', '12345678901')], 'size'],
  ['two files', [file('a.csv'), file('b.csv')], 'many'],
])('%s is refused as %3$s', (_, files, reason) => {
  expect(fileRefusal(files, limits)).toBe(reason)
})

it('without limits every single file is taken', () => {
  expect(fileRefusal([file('anything')], { accept: '' })).toBeUndefined()
})

it.each([
  [812, '812 B'],
  [14_000, '14 KB'],
  [10_485_760, '10 MB'],
  [3_670_016, '3.5 MB'],
])('%d bytes are said as %s', (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words)
})
