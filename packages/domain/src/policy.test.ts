import { describe, expect, it } from 'vitest'
import { SCHOOL_STAGES } from './organisations.ts'
import { POLICY_PROFILE_IDS, POLICY_PROFILES, policyInForce } from './policy.ts'

describe('the profile in force', () => {
  it.each([
    ['the county before the province', [null, null, 'taicang2024', null, 'jiangsu2024'], 'taicang2024'],
    ['the city where the county has none', [null, null, null, 'wuxi2024', 'jiangsu2024'], 'wuxi2024'],
    ['the province where nobody else has one', [null, 'jiangsu2024'], 'jiangsu2024'],
    ['the province where nothing is set', [], 'jiangsu2024'],
    ['another one than a profile that is off', ['template003', 'wuxi2024'], 'wuxi2024'],
    ['another one than a profile that nobody knows', ['nowhere2030', 'taicang2024'], 'taicang2024'],
    ['no property that every object has', ['constructor', 'toString', 'taicang2024'], 'taicang2024'],
  ])('is %s', (_, ids, expected) => {
    expect(policyInForce(ids).id).toBe(expected)
  })
})

describe.each(POLICY_PROFILE_IDS)('the profile %s', id => {
  const profile = POLICY_PROFILES[id]

  it('bears its own id and a source', () => {
    expect(profile.id).toBe(id)
    expect(profile.source).not.toBe('')
  })

  it('lets every stage be visited on site', () => {
    expect(SCHOOL_STAGES.filter(stage => !profile.visits[stage].modes.includes('onSite'))).toEqual([])
  })

  it('stays above the floors of protection and of a review that deserves the name', () => {
    expect(profile.suppressBelow).toBeGreaterThanOrEqual(5)
    expect(profile.panelQuorum).toBeGreaterThanOrEqual(3)
    expect(profile.requiredMentors.length).toBeGreaterThan(0)
  })
})

it('the commercial template is off (domain brief: illustrations, not policy)', () => {
  expect(POLICY_PROFILES.template003.active).toBe(false)
})
