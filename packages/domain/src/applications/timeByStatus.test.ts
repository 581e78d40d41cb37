import { expect, it } from 'vitest'
import { timeByStatus } from './timeByStatus.ts'

const DAY_MS = 86_400_000
const at = (day: number) => new Date(Date.parse('2026-10-01T00:00:00.000Z') + day * DAY_MS).toISOString()

it('adds up every stay in a state, and lets the present one go on', () => {
  const timeline = [
    { at: at(0), to: 'draft' },
    { at: at(1), to: 'submitted' },
    { at: at(3), to: 'screening' },
    { at: at(4), to: 'returned' },
    { at: at(9), to: 'submitted' },
    { at: at(10), to: 'screening' },
  ] as const
  const spent = timeByStatus(timeline, new Date(at(12)))
  expect([...spent].map(([status, ms]) => [status, ms / DAY_MS])).toEqual([
    ['draft', 1],
    ['submitted', 3],
    ['screening', 3],
    ['returned', 5],
  ])
})

it('spends no time in a final state', () => {
  const timeline = [
    { at: at(0), to: 'submitted' },
    { at: at(2), to: 'withdrawn' },
  ] as const
  expect([...timeByStatus(timeline, new Date(at(99))).keys()]).toEqual(['submitted'])
})
