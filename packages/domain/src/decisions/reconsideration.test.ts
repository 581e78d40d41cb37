import { expect, it } from 'vitest'
import type { Tie } from '../applications/ties.ts'
import { freshMemberBlockers, freshPanelBlockers, type EarlierPanel } from './reconsideration.ts'

const first: EarlierPanel = { chair: 'a', members: ['a', 'b', 'c', 'left'], recused: ['left'] }
const school = (eligible: readonly string[], ties: readonly Tie[] = [], heads: readonly string[] = []) => ({
  eligible: new Set(eligible),
  heads: new Set(heads),
  ties,
})
const large = school(['a', 'b', 'c', 'd', 'e', 'f', 'left'])

it.each([
  ['three new people', ['d', 'e', 'f'], []],
  ['two new people of three', ['d', 'e', 'b'], []],
  ['half new people of four', ['d', 'e', 'a', 'b'], []],
  ['one new person of three', ['d', 'a', 'b'], ['too_many_sat_before']],
  ['the same chair', ['a', 'd', 'e'], ['chair_sat_before']],
  ['the same people', ['a', 'b', 'c'], ['chair_sat_before', 'too_many_sat_before']],
  ['somebody who stepped back', ['d', 'e', 'left'], ['member_stepped_back']],
] as const)('%s (%o): %o', (_, members, reasons) => {
  expect(freshPanelBlockers({ members: [...members], chair: members[0] }, first, large)).toEqual(reasons)
})

it('a first panel may be anybody', () => {
  expect(freshPanelBlockers({ members: ['a', 'b', 'c'], chair: 'a' }, null, large)).toEqual([])
})

it('a small school seats the new people whom it has, and no more are asked of it', () => {
  const small = school(['a', 'b', 'c', 'd'])
  expect(freshPanelBlockers({ members: ['b', 'c', 'd'], chair: 'b' }, first, small)).toEqual([])
  expect(freshPanelBlockers({ members: ['b', 'c', 'a'], chair: 'b' }, first, small)).toEqual([
    'too_many_sat_before',
  ])
  const tied = school(['a', 'b', 'c', 'd'], [{ accountId: 'd', kind: 'ownMentor' }])
  expect(freshPanelBlockers({ members: ['b', 'c', 'a'], chair: 'b' }, first, tied)).toEqual([])
})

it('the same chair leads only where everybody else is a head', () => {
  const heads = school(['a', 'b', 'c'], [], ['b', 'c'])
  expect(freshPanelBlockers({ members: ['a', 'b', 'c'], chair: 'a' }, first, heads)).toEqual([])
})

it('whoever stepped back from the first panel does not join the second', () => {
  expect(freshMemberBlockers('left', first)).toEqual(['member_stepped_back'])
  expect(freshMemberBlockers('d', first)).toEqual([])
  expect(freshMemberBlockers('left', null)).toEqual([])
})
