import { describe, expect, it } from 'vitest'
import { EMPTY_CONTENT } from './application.ts'
import { chooseReasons } from './chooseReasons.ts'
import { contentBlockers } from './guards.ts'
import { REASON_CODES } from './vocabulary.ts'

describe('choosing reasons', () => {
  it('names the dilemmas and asks for the help that answers them', () => {
    expect(chooseReasons(EMPTY_CONTENT, ['leftBehind', 'farBehind'])).toMatchObject({
      dilemmaTypes: ['familyEducation', 'academic'],
      reasonCodes: ['leftBehind', 'farBehind'],
      aidCategories: ['familyGuidance', 'academicTutoring'],
    })
  })

  it('leaves help alone that the person chose or took away themself', () => {
    const chosen = { ...chooseReasons(EMPTY_CONTENT, ['farBehind']) }
    chosen.aidCategories = ['allRoundDevelopment']
    const { aidCategories } = chooseReasons(chosen, ['farBehind', 'dropoutRisk'])
    expect(aidCategories).toEqual(['allRoundDevelopment'])
  })

  it('takes a dilemma away with its last reason, and its help with it', () => {
    const both = chooseReasons(EMPTY_CONTENT, ['leftBehind', 'orphan', 'bullying'])
    expect(chooseReasons(both, ['orphan', 'bullying']).dilemmaTypes).toEqual(['familyEducation', 'conduct'])
    expect(chooseReasons(both, ['bullying'])).toMatchObject({
      dilemmaTypes: ['conduct'],
      aidCategories: ['conductGuidance'],
    })
  })

  it.each(REASON_CODES)('%s alone leaves nothing to say about dilemma, reason and help', code => {
    const reasons = contentBlockers(chooseReasons(EMPTY_CONTENT, [code]))
    for (const missing of ['dilemma_required', 'reason_required', 'category_required'])
      expect(reasons).not.toContain(missing)
  })
})
