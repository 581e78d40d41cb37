import { expect, it } from 'vitest'
import { plannedAt } from './plannedAt.ts'

it.each([
  ['2026-11-21', '14:30', '2026-11-21T06:30:00.000Z'],
  ['2026-11-21', ' 9:05 ', '2026-11-21T01:05:00.000Z'],
  ['2026-11-21', '14：30', '2026-11-21T06:30:00.000Z'],
  ['2026-11-21', '24:00', undefined],
  ['2026-11-21', '14', undefined],
  ['2026-13-21', '14:30', undefined],
  ['昨天', '14:30', undefined],
])('%s at %s in China is %s', (day, time, moment) => {
  expect(plannedAt(day, time)).toBe(moment)
})
