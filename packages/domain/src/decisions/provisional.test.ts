import { expect, it } from 'vitest'
import { isCrisis, provisionalServiceBlockers, provisionalState, provisionalUntil } from './provisional.ts'

const policy = { provisionalDays: 30, provisionalWarnDays: 7 }

it('runs for as many days as the policy says, the last one included', () => {
  expect(provisionalUntil('2026-10-12', policy)).toBe('2026-11-11')
})

it.each([
  ['on its first day', 'provisional', '2026-11-11', '2026-10-12', 'running'],
  ['eight days before its end', 'provisional', '2026-11-11', '2026-11-03', 'running'],
  ['seven days before its end', 'provisional', '2026-11-11', '2026-11-04', 'warned'],
  ['on its last day', 'provisional', '2026-11-11', '2026-11-11', 'warned'],
  ['the day after, job or no job', 'provisional', '2026-11-11', '2026-11-12', 'ended'],
  ['once it was ended', 'exited', '2026-11-11', '2026-10-20', 'ended'],
  ['once the school confirmed', 'active', null, '2027-03-01', 'confirmed'],
] as const)('%s (%s until %s) it is on %s: %s', (_, status, expiresOn, today, state) => {
  expect(provisionalState({ status, expiresOn }, today, policy)).toBe(state)
})

it.each([
  [false, ['academic'], false],
  [true, ['academic'], true],
  [false, ['academic', 'mentalHealth'], true],
] as const)(
  'a sudden change (%s) or a risk to mental health (%o) is a crisis: %s',
  (suddenChange, dilemmas, crisis) => {
    expect(isCrisis({ suddenChange, dilemmaTypes: [...dilemmas] })).toBe(crisis)
  },
)

it.each([
  ['nothing', [], ['services_required']],
  ['what was asked for', ['academicTutoring'], []],
  ['psychological support, asked for or not', ['psychSupport'], []],
  ['what nobody asked for', ['academicTutoring', 'specialEducation'], ['service_category_not_asked']],
] as const)('of services %s may start: %o is held back by %o', (_, categories, reasons) => {
  const services = categories.map(category => ({ category, provider: '年级组', content: '辅导' }))
  expect(provisionalServiceBlockers({ services }, { aidCategories: ['academicTutoring'] })).toEqual(reasons)
})
