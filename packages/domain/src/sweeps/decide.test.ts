import { expect, it } from 'vitest'
import { acceptanceBlockers, dismissalBlockers, isLate } from './decide.ts'

const said = (factsChecked: boolean, consentGiven: boolean) => ({ factsChecked, consentGiven })

it.each([
  ['proposed', 'application', said(false, false), []],
  ['proposed', 'withoutApplication', said(true, true), []],
  ['proposed', 'withoutApplication', said(true, false), ['confirmation_missing']],
  ['proposed', 'withoutApplication', said(false, true), ['confirmation_missing']],
  ['accepted', 'application', said(true, true), ['proposal_decided']],
  ['dismissed', 'application', said(true, true), ['proposal_decided']],
  ['superseded', 'withoutApplication', said(true, true), ['proposal_decided']],
] as const)(
  'a proposal that is %s, of kind %s, with %o said, is held back by %o',
  (state, kind, acceptance, blockers) => {
    expect(acceptanceBlockers({ state, kind }, acceptance)).toEqual(blockers)
  },
)

it.each([
  ['proposed', { reason: 'noNeed', note: '' }, []],
  ['proposed', { reason: 'other', note: '已转学' }, []],
  ['proposed', { reason: 'other', note: '' }, ['dismissal_note_required']],
  ['dismissed', { reason: 'noNeed', note: '' }, ['proposal_decided']],
] as const)('a proposal that is %s and set aside by %o is held back by %o', (state, dismissal, blockers) => {
  expect(dismissalBlockers({ state, kind: 'application' }, dismissal)).toEqual(blockers)
})

it.each([
  ['proposed', '2026-11-20', true],
  ['proposed', '2026-11-21', false],
  ['proposed', null, false],
  ['accepted', '2026-11-20', false],
] as const)('a proposal that is %s and due on %s is late on 21 November: %s', (state, dueOn, late) => {
  expect(isLate(state, dueOn, '2026-11-21')).toBe(late)
})
