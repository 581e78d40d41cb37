import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MENTOR_KINDS, missingMentors } from './mentors.ts'
import { POLICY_PROFILES } from './policy.ts'

const { taicang2024, wuxi2024, template003 } = POLICY_PROFILES

describe('the mentors that an episode still lacks', () => {
  it.each([
    ['nobody yet', [], taicang2024, ['aid', 'psych']],
    ['an aid mentor', ['aid'], taicang2024, ['psych']],
    ['a psych mentor', ['psych'], taicang2024, ['aid']],
    ['both', ['psych', 'aid'], taicang2024, []],
    ['two of one kind', ['aid', 'aid'], taicang2024, ['psych']],
    ['somebody of another kind', ['external'], taicang2024, ['aid', 'psych']],
    ['nobody yet, where one is enough', [], wuxi2024, ['aid', 'psych']],
    ['anybody, where one is enough', ['external'], wuxi2024, []],
    ['two of three', ['academic', 'career'], template003, ['psych']],
  ] as const)('with %s', (_, accepted, policy, missing) => {
    expect(missingMentors(accepted, policy)).toEqual(missing)
  })

  it('never grow in number when one more accepts', () => {
    const kind = fc.constantFrom(...MENTOR_KINDS)
    fc.assert(
      fc.property(
        fc.array(kind),
        kind,
        fc.constantFrom(...Object.values(POLICY_PROFILES)),
        (accepted, one, policy) => {
          const before = missingMentors(accepted, policy)
          const after = missingMentors([...accepted, one], policy)
          expect(before).toEqual(expect.arrayContaining(after))
          expect(after).not.toContain(one)
        },
      ),
    )
  })
})
