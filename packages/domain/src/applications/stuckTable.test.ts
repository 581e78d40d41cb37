import { expect, it } from 'vitest'
import { STUCK_REASONS, type StuckReason } from './stuck.ts'
import { stuckTable, type StuckCount } from './stuckTable.ts'

const of = (place: string, reason: StuckReason, n: number): StuckCount => ({ place, reason, n })
const said = (cells: readonly { readonly state: string; readonly n?: number }[] = []) =>
  cells.map(({ state, n }) => n ?? { suppressed: 'x', notApplicable: '-' }[state])

it('counts by place and reason, with totals, for who sees the cases', () => {
  const { rows, totals } = stuckTable(
    [of('a', 'nobodyInRole', 2), of('a', 'waitsTooLong', 1), of('b', 'waitsTooLong', 7)],
    ['a', 'b'],
    null,
  )
  expect(rows.map(said)).toEqual([
    ['-', '-', 2, '-', '-', '-', 1, 3],
    ['-', '-', '-', '-', '-', '-', 7, 7],
  ])
  expect(said(totals)).toEqual(['-', '-', 2, '-', '-', '-', 8, 10])
})

it('above the school no number from 1 to 4 is shown, nor what it could be calculated from', () => {
  const { rows, totals } = stuckTable(
    [
      of('a', 'nobodyInRole', 2),
      of('a', 'waitsTooLong', 9),
      of('b', 'nobodyInRole', 6),
      of('b', 'waitsTooLong', 8),
      of('c', 'waitsTooLong', 30),
    ],
    ['a', 'b', 'c'],
    5,
  )
  const column = STUCK_REASONS.indexOf('nobodyInRole')
  expect(rows.map(cells => said(cells)[column])).toEqual(['x', 'x', '-'])
  expect(rows.map(cells => said(cells).at(-2))).toEqual(['x', 'x', 30])
  expect(said(totals)).toEqual(['-', '-', 8, '-', '-', '-', 47, 55])
})

it('is empty where nothing is stuck', () => {
  expect(stuckTable([], [], 5)).toEqual({ rows: [], totals: [] })
})
