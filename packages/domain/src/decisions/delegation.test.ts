import { expect, it } from 'vitest'
import {
  delegateBlockers,
  delegationBlockers,
  delegationState,
  endingBlockers,
  type DelegationFacts,
} from './delegation.ts'

const TODAY = '2026-10-12'
const policy = { delegationDays: 90 }
const standing = (facts: Partial<DelegationFacts> = {}): DelegationFacts => ({
  headId: 'head',
  delegateId: 'deputy',
  until: '2026-12-31',
  accepted: false,
  ended: false,
  ...facts,
})

it.each([
  ['named', {}, 'offered'],
  ['accepted', { accepted: true }, 'inForce'],
  ['accepted, on its last day', { accepted: true, until: TODAY }, 'inForce'],
  ['accepted, the day after', { accepted: true, until: '2026-10-11' }, 'over'],
  ['ended', { accepted: true, ended: true }, 'ended'],
] as const)('a delegation that was %s (%o) is %s', (_, facts, state) => {
  expect(delegationState(standing(facts), TODAY)).toBe(state)
})

it.each([
  ['a class teacher', ['classTeacher'], '2026-12-31', [], []],
  ['somebody until today', ['mentor'], TODAY, [], []],
  ['the last day that the rule allows', ['panelMember'], '2027-01-10', [], []],
  ['one day more', ['panelMember'], '2027-01-11', [], ['delegation_too_long']],
  ['until yesterday', ['classTeacher'], '2026-10-11', [], ['delegation_too_long']],
  ['an aid officer, who screens', ['aidOfficer', 'classTeacher'], TODAY, [], ['delegate_not_eligible']],
  ['a head', ['schoolHead'], TODAY, [], ['delegate_not_eligible']],
  ['a stranger', [], TODAY, [], ['delegate_not_eligible']],
  ['somebody named already', ['classTeacher'], TODAY, [standing()], ['already_delegated']],
  ['somebody whose time is over', ['classTeacher'], TODAY, [standing({ until: '2026-10-01' })], []],
] as const)('%s (%o until %s): %o', (_, roles, until, before, reasons) => {
  const delegate = { roles, standing: before }
  expect(delegationBlockers({ delegateId: 'deputy', until }, delegate, 'head', TODAY, policy)).toEqual(
    reasons,
  )
})

it('only who was named accepts, and once', () => {
  expect(delegateBlockers(standing(), 'deputy', TODAY)).toEqual([])
  expect(delegateBlockers(standing(), 'head', TODAY)).toEqual(['not_yours'])
  expect(delegateBlockers(standing({ accepted: true }), 'deputy', TODAY)).toEqual(['delegation_over'])
})

it('a head or the delegate ends it, while there is something to end', () => {
  const inForce = standing({ accepted: true })
  expect(endingBlockers(inForce, { account: 'head2', head: true }, TODAY)).toEqual([])
  expect(endingBlockers(inForce, { account: 'deputy', head: false }, TODAY)).toEqual([])
  expect(endingBlockers(inForce, { account: 'other', head: false }, TODAY)).toEqual(['not_yours'])
  expect(endingBlockers(standing({ ended: true }), { account: 'head', head: true }, TODAY)).toEqual([
    'delegation_over',
  ])
})
