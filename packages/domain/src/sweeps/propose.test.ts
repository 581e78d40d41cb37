import { describe, expect, it } from 'vitest'
import { REASONS_FOR_DILEMMA } from '../applications/vocabulary.ts'
import { POLICY_PROFILES } from '../policy.ts'
import { categoriesFor, suggest, type SweepCandidate } from './propose.ts'
import { SIGN_RULES } from './rules.ts'
import { factKey, LIST_SIGNS, SIGN_CODES, type Sign } from './signs.ts'
import { factInWords } from './words.ts'

const TODAY = '2026-11-21'
const taicang = POLICY_PROFILES.taicang2024
const wuxi = POLICY_PROFILES.wuxi2024

const listed = (code: Sign['code']): Sign => ({
  code,
  source: 'list',
  period: null,
  amount: null,
  observedOn: '2026-09-10',
})
const result = (code: Sign['code'], amount: number, period = '2026-1'): Sign => ({
  code,
  source: 'results',
  period,
  amount,
  observedOn: '2026-11-10',
})
function aChild(signs: readonly Sign[], changes: Partial<SweepCandidate> = {}): SweepCandidate {
  return {
    hardshipLevel: 'severe',
    enrolled: true,
    openElsewhere: false,
    episodeActive: false,
    signs,
    decidedFacts: new Set(),
    ...changes,
  }
}
const reasonsOf = (signs: readonly Sign[], policy = taicang) =>
  suggest(aChild(signs), policy, TODAY)?.reasons.map(({ reason }) => reason) ?? []

describe('a sweep speaks of', () => {
  it.each([
    ['familyEducation', 'orphan', [listed('orphan')]],
    ['familyEducation', 'leftBehind', [listed('leftBehind')]],
    ['familyEducation', 'singleParent', [listed('singleParent')]],
    ['familyEducation', 'parentInCustody', [listed('parentInCustody')]],
    ['mentalHealth', 'suddenMisfortune', [listed('familyMisfortune')]],
    ['conduct', 'badInfluence', [result('violations', 2)]],
    ['conduct', 'bullying', [result('bullyingCases', 1)]],
    ['specialNeeds', 'diagnosedNeeds', [listed('diagnosedNeeds')]],
    ['academic', 'farBehind', [result('failedSubjects', 3)]],
    ['academic', 'farBehind', [result('rankPercent', 90)]],
    ['academic', 'farBehind', [result('rankPercent', 60), result('rankPercent', 30, '2025-2')]],
    ['academic', 'dropoutRisk', [result('absenceDays', 10)]],
    ['entryAndEmployment', 'preschoolPlace', [listed('preschoolWish')]],
    ['entryAndEmployment', 'certifiedHardship', [listed('certifiedHardship')]],
    ['entryAndEmployment', 'jobSearch', [listed('jobSearch')]],
  ] as const)('%s because of %s, and names the facts', (dilemma, reason, signs) => {
    const found = suggest(aChild(signs), taicang, TODAY)
    expect(found).toMatchObject({ kind: 'application', dilemmas: [dilemma] })
    expect(found?.reasons).toEqual([{ dilemma, reason, facts: signs }])
  })

  it.each([
    ['two failed subjects', [result('failedSubjects', 2)]],
    ['a place before the last tenth', [result('rankPercent', 89)]],
    ['a fall by less than 30', [result('rankPercent', 59), result('rankPercent', 30, '2025-2')]],
    ['a rise', [result('rankPercent', 30), result('rankPercent', 60, '2025-2')]],
    ['nine days of absence', [result('absenceDays', 9)]],
    ['one breach of rules', [result('violations', 1)]],
    ['results of a year ago', [result('failedSubjects', 6, '2025-1')]],
    [
      'what was so in the semester before, and is not now',
      [result('failedSubjects', 4, '2025-2'), result('failedSubjects', 0)],
    ],
    [
      'records of aid and visits alone',
      [
        { ...listed('extremeHardship'), source: 'aid' },
        { ...listed('notVisited'), source: 'visit' },
      ],
    ],
  ] as const)('nothing for %s', (_, signs) => {
    expect(suggest(aChild(signs), taicang, TODAY)).toBeNull()
  })

  it('what the profile’s numbers say', () => {
    const signs = [result('failedSubjects', 2), result('absenceDays', 5)]
    expect(reasonsOf(signs, { ...taicang, sweepFailedSubjects: 2, sweepAbsenceDays: 5 })).toEqual([
      'farBehind',
      'dropoutRisk',
    ])
  })

  it('several dilemmas of one child in one proposal', () => {
    const found = suggest(aChild([result('absenceDays', 12), listed('leftBehind')]), taicang, TODAY)
    expect(found?.dilemmas).toEqual(['familyEducation', 'academic'])
  })

  it('aid and visits beside it', () => {
    const beside: Sign[] = [
      { ...listed('aidLines'), source: 'aid', amount: 4 },
      { ...listed('neverReached'), source: 'visit' },
    ]
    expect(suggest(aChild([listed('orphan'), ...beside]), taicang, TODAY)?.supporting).toEqual(beside)
    const few = { ...listed('aidLines'), source: 'aid', amount: 3 } as const
    expect(suggest(aChild([listed('orphan'), few]), taicang, TODAY)?.supporting).toEqual([])
  })
})

describe('nobody is proposed', () => {
  it.each([
    ['who has an open request', { openElsewhere: true }],
    ['who is supported already', { episodeActive: true }],
    ['who is not at school', { enrolled: false }],
  ])('%s', (_, changes) => {
    expect(suggest(aChild([listed('orphan')], changes), taicang, TODAY)).toBeNull()
    const extreme = { ...changes, hardshipLevel: 'extreme' } as const
    expect(suggest(aChild([listed('orphan')], extreme), wuxi, TODAY)).toBeNull()
  })

  it('on facts on which somebody has decided, until something new is known', () => {
    const orphan = listed('orphan')
    const decidedFacts = new Set([factKey(orphan)])
    const newer = { ...orphan, observedOn: '2026-11-20' }
    expect(suggest(aChild([newer], { decidedFacts }), taicang, TODAY)).toBeNull()
    const more = suggest(aChild([newer, result('absenceDays', 12)], { decidedFacts }), taicang, TODAY)
    expect(more?.dilemmas).toEqual(['familyEducation', 'academic'])
  })
})

describe('aid without application', () => {
  it('is proposed for the specially poor where the policy says so, without any dilemma being known', () => {
    const child = aChild([], { hardshipLevel: 'extreme' })
    expect(suggest(child, wuxi, TODAY)).toMatchObject({ kind: 'withoutApplication', dilemmas: [] })
    expect(suggest(child, taicang, TODAY)).toBeNull()
    expect(suggest(aChild([]), wuxi, TODAY)).toBeNull()
    expect(categoriesFor([])).toEqual(['allRoundDevelopment'])
  })

  it('stays quiet once it was decided', () => {
    const decidedFacts = new Set(['extremeHardship'])
    expect(suggest(aChild([], { hardshipLevel: 'extreme', decidedFacts }), wuxi, TODAY)).toBeNull()
  })
})

it('psychological risk can be no source: no rule leads to it and no sign stands for it', () => {
  expect(SIGN_RULES.some(({ reason }) => reason === 'psychRisk')).toBe(false)
  expect(SIGN_CODES.filter(code => /psych|mental|screen/i.test(code))).toEqual([])
})

it('every rule leads to a reason of its dilemma, and every sign of a list leads somewhere', () => {
  for (const { dilemma, reason } of SIGN_RULES) expect(REASONS_FOR_DILEMMA[dilemma]).toContain(reason)
  for (const code of LIST_SIGNS) expect(reasonsOf([listed(code)])).toHaveLength(1)
})

it('a fact is told with its source, its semester and its day', () => {
  expect(factInWords(result('failedSubjects', 3), 'zh-CN')).toBe(
    '3 门不及格（学业成绩表，2026-2027 学年第一学期，2026-11-10）',
  )
  expect(factInWords(listed('leftBehind'), 'en')).toBe(
    'Left behind by parents who work elsewhere (Student list, 2026-09-10)',
  )
})
