import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countingRule, coverageFacts, coverageRate, reportingPeriod } from './coverage.ts'
import { MENTOR_KINDS } from './mentors.ts'
import { SCHOOL_STAGES } from './organisations.ts'
import { POLICY_PROFILES } from './policy.ts'
import { isValidVisit, VISIT_MODES } from './visits.ts'

const { taicang2024, wuxi2024, jiangsu2024 } = POLICY_PROFILES

describe('a coverage rate', () => {
  it.each([
    ['nobody to cover', 0, 0, null],
    ['nobody covered', 0, 7, 0],
    ['everybody covered', 7, 7, 1],
    ['a quarter covered', 1, 4, 0.25],
  ])('with %s is as it is', (_, covered, counted, rate) => {
    expect(coverageRate(covered, counted)).toBe(rate)
  })

  it.each([
    [1, 0],
    [8, 7],
    [-1, 7],
  ])('of %i among %i is refused: the report would be wrong', (covered, counted) => {
    expect(() => coverageRate(covered, counted)).toThrow(RangeError)
  })

  it('is a fraction from 0 to 1', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (covered, others) => {
        const rate = coverageRate(covered, covered + others)
        expect(rate === null || (rate >= 0 && rate <= 1)).toBe(true)
      }),
    )
  })
})

describe('the reporting period', () => {
  it.each([
    ['2026-08-31T15:59:59Z', '2025-2'],
    ['2026-08-31T16:00:00Z', '2026-1'],
    ['2027-02-14T16:00:00Z', '2026-2'],
  ])('at %s is %s: days begin in China', (now, id) => {
    expect(reportingPeriod(new Date(now)).id).toBe(id)
  })
})

describe('the rule by which a student counts', () => {
  it('looks for visits of the semester under Taicang, of the academic year under the province', () => {
    expect(countingRule('primary', taicang2024, '2027-03-01')).toMatchObject({
      visitFrom: '2027-02-15',
      visitTo: '2027-03-01',
      anyMentorSuffices: false,
    })
    expect(countingRule('primary', jiangsu2024, '2027-03-01')).toMatchObject({
      visitFrom: '2026-09-01',
      anyMentorSuffices: true,
    })
  })

  it.each([
    ['a primary school', 'primary', jiangsu2024, ['onSite']],
    ['a vocational school', 'vocational', jiangsu2024, ['onSite', 'delegated', 'joint']],
    ['a college', 'higherEd', jiangsu2024, ['onSite', 'delegated', 'joint', 'online']],
    ['a vocational school in Wuxi', 'vocational', wuxi2024, ['onSite']],
  ] as const)('allows %s its modes of visit', (_, stage, policy, modes) => {
    expect(countingRule(stage, policy, '2026-11-16').visitModes).toEqual(modes)
  })
})

describe('the facts of one student', () => {
  const rule = countingRule('primary', taicang2024, '2026-11-16')
  const visit = { mode: 'onSite', visitedOn: '2026-10-01', reached: true } as const
  const student = { enrolled: true, focus: true, visits: [visit], acceptedMentors: ['aid', 'psych'] } as const

  it('count who is enrolled, visited, in focus and mentored', () => {
    expect(coverageFacts(student, rule)).toEqual({
      counted: true,
      visited: true,
      focus: true,
      mentored: true,
    })
  })

  it.each([
    ['reached nobody', { ...visit, reached: false }],
    ['took another way', { ...visit, mode: 'online' }],
    ['was before the period', { ...visit, visitedOn: '2026-08-31' }],
    ['is still to come', { ...visit, visitedOn: '2026-11-17' }],
  ] as const)('do not count a visit that %s', (_, other) => {
    expect(coverageFacts({ ...student, visits: [other] }, rule).visited).toBe(false)
  })

  it.each(['2026-09-01', '2026-11-16'])('count a visit on %s, the edge of the period', visitedOn => {
    expect(coverageFacts({ ...student, visits: [{ ...visit, visitedOn }] }, rule).visited).toBe(true)
  })

  it('count nothing of somebody who has left', () => {
    expect(coverageFacts({ ...student, enrolled: false }, rule)).toEqual({
      counted: false,
      visited: false,
      focus: false,
      mentored: false,
    })
  })

  it('never cover whom they do not count, for any student and policy', () => {
    fc.assert(
      fc.property(anyStudent, anyRule, (one, by) => {
        const { counted, visited, focus, mentored } = coverageFacts(one, by.rule)
        expect(visited && !counted).toBe(false)
        expect(mentored && !focus).toBe(false)
        expect(focus && !counted).toBe(false)
      }),
    )
  })

  it('agree with the rule that lets a determination pass: the same visit counts for both', () => {
    fc.assert(
      fc.property(anyStudent, anyRule, (one, { rule: by, stage, policy }) => {
        const valid = one.visits.some(one => isValidVisit(one, stage, policy, TODAY))
        expect(coverageFacts({ ...one, enrolled: true }, by).visited).toBe(valid)
      }),
    )
  })
})

const TODAY = '2026-11-16'
const anyStudent = fc.record({
  enrolled: fc.boolean(),
  focus: fc.boolean(),
  visits: fc.array(
    fc.record({
      mode: fc.constantFrom(...VISIT_MODES),
      visitedOn: fc.constantFrom('2026-02-20', '2026-08-31', '2026-09-01', TODAY, '2026-11-17'),
      reached: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  acceptedMentors: fc.array(fc.constantFrom(...MENTOR_KINDS), { maxLength: 3 }),
})
const anyRule = fc
  .tuple(fc.constantFrom(...SCHOOL_STAGES), fc.constantFrom(...Object.values(POLICY_PROFILES)))
  .map(([stage, policy]) => ({ stage, policy, rule: countingRule(stage, policy, TODAY) }))
