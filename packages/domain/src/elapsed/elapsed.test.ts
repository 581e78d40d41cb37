import fc from 'fast-check'
import { expect, it } from 'vitest'
import { elapsedTable, halfDaysOf, monthsBetween, TIMED_STATUSES, type StayCount } from './elapsed.ts'

const stays = (n: number, halfDays: number, month = '2026-10'): StayCount => ({
  month,
  status: 'screening',
  halfDays,
  n,
})
const cellOf = (counts: StayCount[], k: number | null) =>
  elapsedTable(counts, ['2026-10'], k).find(({ status }) => status === 'screening')?.months[0]

it.each([
  [0, 0],
  [43_199_999, 0],
  [43_200_000, 1],
  [10 * 86_400_000, 20],
  [400 * 86_400_000, 240],
  [-5, 0],
])('a stay of %d ms is counted with %d half days', (ms, bucket) => {
  expect(halfDaysOf(ms)).toBe(bucket)
})

it('tells within how many days half and nine of ten stays ended', () => {
  expect(cellOf([stays(5, 0), stays(4, 3), stays(1, 19)], null)).toEqual({
    state: 'shown',
    n: 10,
    medianDays: 0.5,
    p90Days: 2,
  })
})

it('shows nothing of fewer stays than k to whoever does not see the cases, and all to whoever does', () => {
  expect(cellOf([stays(4, 2)], 5)).toEqual({ state: 'suppressed' })
  expect(cellOf([stays(4, 2)], null)).toMatchObject({ state: 'shown', n: 4 })
  expect(cellOf([], 5)).toEqual({ state: 'notApplicable' })
})

it('never lets a hidden number be calculated from a total and the months beside it', () => {
  const months = ['2026-09', '2026-10', '2026-11']
  const grid = fc.array(fc.array(fc.nat(12), { minLength: 3, maxLength: 3 }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(grid, numbers => {
      const counts = numbers.flatMap((row, r) =>
        row.flatMap((n, c) =>
          n === 0 ? [] : [{ status: TIMED_STATUSES[r]!, month: months[c]!, halfDays: 1, n }],
        ),
      )
      for (const { months: cells, total } of elapsedTable(counts, months, 5)) {
        const hidden = [...cells, total].filter(({ state }) => state === 'suppressed').length
        expect(hidden).not.toBe(1)
        for (const cell of [...cells, total])
          if (cell.state === 'shown') expect(cell.n).toBeGreaterThanOrEqual(5)
      }
    }),
    { numRuns: 100 },
  )
})

it('counts months over the turn of the year', () => {
  expect(monthsBetween('2026-11-20', '2027-02-01')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
})
