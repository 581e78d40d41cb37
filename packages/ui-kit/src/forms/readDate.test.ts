import { expect, it } from 'vitest'
import { readDate } from './readDate.ts'

it.each([
  '2026-11-21',
  '2026/11/21',
  '2026.11.21',
  '20261121',
  '2026年11月21日',
  '２０２６－１１－２１',
  ' 2026 年 11 月 21 日 ',
])('%s is read as the same day', typed => {
  expect(readDate(typed)).toBe('2026-11-21')
})

it.each(['2026-1-5', '2026年1月5日'])('%s needs no leading zeros', typed => {
  expect(readDate(typed)).toBe('2026-01-05')
})

it.each(['', '2026-02-30', '2026-13-01', '2025-02-29', '2026-11', '11-21', '明天', '2026-11-21T00:00'])(
  '%s is no day',
  typed => {
    expect(readDate(typed)).toBeUndefined()
  },
)
