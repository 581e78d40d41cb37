import { expect, it } from 'vitest'
import { heatCell, levelOf, percent } from './heat.ts'

it.each([
  [0, 1],
  [0.499, 1],
  [0.5, 2],
  [0.7, 3],
  [0.9, 4],
  [0.999, 4],
  [1, 5],
] as const)('a rate of %d is of class %d', (rate, level) => {
  expect(levelOf(rate)).toBe(level)
})

it('never rounds an incomplete coverage up to 100 %', () => {
  expect(percent(0.9999)).toBe('99%')
  expect(percent(1)).toBe('100%')
})

it('says nothing of a suppressed cell but that it is suppressed', () => {
  const cell = heatCell({ state: 'suppressed' }, { suppressed: '<5', of: () => 'unreachable' })
  expect(cell).toEqual({ kind: 'suppressed', text: '<5' })
})

it('shows the figures behind a rate', () => {
  const shown = { state: 'shown', covered: 9, counted: 12, rate: 0.75 } as const
  expect(heatCell(shown, { suppressed: '', of: (a, b) => `${a}/${b}` })).toEqual({
    kind: 'value',
    text: '75%',
    level: 3,
    note: '9/12',
  })
})
