import { expect, it } from 'vitest'
import type { Permission } from '../permissions.ts'
import { isServiceLate, nextSteps, serviceStepBlockers, type ServiceFacts } from './serviceProgress.ts'

const TODAY = '2026-10-30'
const officer = new Set<Permission>(['service.record'])
const psych = new Set<Permission>(['psychService.record'])
const service = (facts: Partial<ServiceFacts> = {}): ServiceFacts => ({
  category: 'academicTutoring',
  status: 'planned',
  startsOn: '2026-10-19',
  lastOn: null,
  running: true,
  ...facts,
})

it.each([
  ['planned', ['started', 'cancelled']],
  ['started', ['delivered', 'cancelled']],
  ['delivered', []],
  ['cancelled', []],
] as const)('a service that is %s may become %o', (status, next) => {
  expect(nextSteps(service({ status }), officer)).toEqual(next)
})

it('a psych teacher updates psychological support, and nothing else', () => {
  expect(nextSteps(service({ category: 'psychSupport' }), psych)).toEqual(['started', 'cancelled'])
  expect(nextSteps(service(), psych)).toEqual([])
})

it('nothing is updated once the episode has ended', () => {
  expect(nextSteps(service({ running: false }), officer)).toEqual([])
})

it.each([
  ['started today', 'started', TODAY, {}, officer, []],
  ['started before it was due', 'started', '2026-10-15', {}, officer, []],
  ['started tomorrow', 'started', '2026-10-31', {}, officer, ['service_day_wrong']],
  ['delivered without a start', 'delivered', TODAY, {}, officer, ['service_not_open']],
  [
    'delivered before it started',
    'delivered',
    '2026-10-20',
    { status: 'started', lastOn: '2026-10-21' },
    officer,
    ['service_day_wrong'],
  ],
  ['started by somebody who may not', 'started', TODAY, {}, psych, ['service_of_others']],
  ['started in an episode that is over', 'started', TODAY, { running: false }, officer, ['service_not_open']],
] as const)('%s: %s on %s', (_, status, on, facts, permissions, reasons) => {
  expect(serviceStepBlockers({ status, on }, service(facts), permissions, TODAY)).toEqual(reasons)
})

it.each([
  ['planned', 9, false],
  ['planned', 10, true],
  ['started', 30, false],
] as const)('%s, %i school days after its day, with a limit of 10, is late: %s', (status, days, late) => {
  expect(isServiceLate(status, days, 10)).toBe(late)
})
