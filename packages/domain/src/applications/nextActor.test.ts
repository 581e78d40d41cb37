import { expect, it } from 'vitest'
import { nextStep } from './nextActor.ts'
import type { PanelFacts } from './panel.ts'
import { APPLICATION_STATUSES, type ApplicationStatus } from './vocabulary.ts'

const policy = { panelQuorum: 3 }
const entered = { by: 'teacher', as: 'guardian' } as const
const yes = { necessity: true, feasibility: true }

function aPanel(...seats: ('voted' | 'waiting' | 'recused')[]): PanelFacts {
  const members = seats.map((seat, at) => ({
    accountId: `m${at + 1}`,
    recused: seat === 'recused',
    voted: seat === 'voted',
    opinion: seat === 'voted' ? yes : null,
  }))
  return { status: 'voting', opened: false, chair: 'm1', members }
}

it.each([
  ['draft', { role: 'guardian', accounts: ['teacher'] }],
  ['submitted', { role: 'aidOfficer', accounts: [] }],
  ['screening', { role: 'aidOfficer', accounts: [] }],
  ['returned', { role: 'guardian', accounts: ['teacher'] }],
  ['awaitingVisit', { role: 'classTeacher', accounts: [] }],
  ['underReview', { role: 'aidOfficer', accounts: [] }],
  ['awaitingDetermination', { role: 'schoolHead', accounts: [] }],
  ['determined', null],
  ['notDetermined', null],
  ['withdrawn', null],
] as const)('%s waits for %o', (status, step) => {
  expect(nextStep(status, entered, null, policy)).toEqual(step)
})

it('a visit waits for the visitor who was asked, and nothing else does', () => {
  const visitor = { accountId: 'head', role: 'schoolHead' } as const
  const asked = { role: 'schoolHead', accounts: ['head'] }
  expect(nextStep('awaitingVisit', entered, null, policy, visitor)).toEqual(asked)
  expect(nextStep('underReview', entered, null, policy, visitor)).toEqual({
    role: 'aidOfficer',
    accounts: [],
  })
})

it.each([
  [
    'those who have not voted',
    ['voted', 'waiting', 'waiting'],
    { role: 'panelMember', accounts: ['m2', 'm3'] },
  ],
  ['the chair once all have voted', ['voted', 'voted', 'voted'], { role: 'panelMember', accounts: ['m1'] }],
  [
    'the officer while the quorum is missing',
    ['voted', 'voted', 'recused'],
    { role: 'aidOfficer', accounts: [] },
  ],
  [
    'the officer even while somebody could vote',
    ['waiting', 'waiting', 'recused'],
    { role: 'aidOfficer', accounts: [] },
  ],
] as const)('a panel waits for %s', (_, seats, step) => {
  expect(nextStep('underReview', entered, aPanel(...seats), policy)).toEqual(step)
})

it('every open state waits for somebody, no final one does', () => {
  const finals: readonly ApplicationStatus[] = ['determined', 'notDetermined', 'withdrawn']
  for (const status of APPLICATION_STATUSES)
    expect(nextStep(status, entered, null, policy) === null, status).toBe(finals.includes(status))
})
