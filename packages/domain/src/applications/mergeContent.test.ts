import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_CONTENT, type ApplicationContent } from './application.ts'
import { mergeContent } from './mergeContent.ts'
import { AID_CATEGORIES, DILEMMA_TYPES, REASONS_FOR_DILEMMA } from './vocabulary.ts'

const base: ApplicationContent = {
  ...EMPTY_CONTENT,
  dilemmaTypes: ['academic'],
  reasonCodes: ['farBehind'],
  aidCategories: ['academicTutoring'],
  factsAndReasons: '成绩落后。',
}
const merged = (mine: Partial<ApplicationContent>, theirs: Partial<ApplicationContent>) =>
  mergeContent(base, { ...base, ...mine }, { ...base, ...theirs })

describe('two edits of one draft', () => {
  it('in different fields are both kept', () => {
    const { content, conflicts } = merged({ factsAndReasons: '成绩落后，无人照看。' }, { consentGiven: true })
    expect(content).toEqual({ ...base, factsAndReasons: '成绩落后，无人照看。', consentGiven: true })
    expect(conflicts).toEqual([])
  })

  it('in the same field are a conflict, and mine stays in the form', () => {
    const { content, conflicts } = merged(
      { factsAndReasons: '甲' },
      { factsAndReasons: '乙', consentGiven: true },
    )
    expect(content).toEqual({ ...base, factsAndReasons: '甲', consentGiven: true })
    expect(conflicts).toEqual(['factsAndReasons'])
  })

  it('to the same value are no conflict', () => {
    expect(merged({ factsAndReasons: '甲' }, { factsAndReasons: '甲' }).conflicts).toEqual([])
  })

  it('of a list are put together entry by entry', () => {
    const { content, conflicts } = merged(
      { aidCategories: ['academicTutoring', 'psychSupport'] },
      { aidCategories: ['familyGuidance'] },
    )
    expect(content.aidCategories).toEqual(['familyGuidance', 'psychSupport'])
    expect(conflicts).toEqual([])
  })

  it('keep a dilemma that one took away while the other gave another reason for it', () => {
    const { content } = merged(
      { dilemmaTypes: [], reasonCodes: [] },
      { reasonCodes: ['farBehind', 'dropoutRisk'] },
    )
    expect(content).toMatchObject({ dilemmaTypes: ['academic'], reasonCodes: ['dropoutRisk'] })
  })

  it('leave no reason behind whose dilemma is gone', () => {
    const { content } = merged({ dilemmaTypes: [], reasonCodes: [] }, { consentGiven: true })
    expect(content).toMatchObject({ dilemmaTypes: [], reasonCodes: [], consentGiven: true })
  })
})

const dilemmas = fc.subarray([...DILEMMA_TYPES])
const contents: fc.Arbitrary<ApplicationContent> = dilemmas.chain(dilemmaTypes =>
  fc.record({
    applicantKind: fc.constantFrom('student', 'guardian', 'teacher'),
    relation: fc.constantFrom(null, 'father', 'mother'),
    consentGiven: fc.boolean(),
    dilemmaTypes: fc.constant(dilemmaTypes),
    reasonCodes: fc.subarray(dilemmaTypes.flatMap(dilemma => [...REASONS_FOR_DILEMMA[dilemma]])),
    aidCategories: fc.subarray([...AID_CATEGORIES]),
    factsAndReasons: fc.constantFrom('', '甲', '乙', '丙'),
    diagnosis: fc.constantFrom(null, '诊断'),
    suddenChange: fc.boolean(),
  }),
)

describe('whatever two people write', () => {
  it('an edit against an unchanged draft is that edit', () => {
    fc.assert(
      fc.property(contents, contents, (before, after) => {
        expect(mergeContent(before, after, before)).toEqual({ content: after, conflicts: [] })
        expect(mergeContent(before, before, after)).toEqual({ content: after, conflicts: [] })
      }),
    )
  })

  it('a second merge with the same draft changes nothing more', () => {
    fc.assert(
      fc.property(contents, contents, contents, (before, mine, theirs) => {
        const { content } = mergeContent(before, mine, theirs)
        expect(mergeContent(theirs, content, theirs)).toEqual({ content, conflicts: [] })
      }),
    )
  })

  it('what mine changed is in the result, or taken back entry by entry by nobody but me', () => {
    fc.assert(
      fc.property(contents, contents, contents, (before, mine, theirs) => {
        const { content } = mergeContent(before, mine, theirs)
        if (mine.factsAndReasons !== before.factsAndReasons)
          expect(content.factsAndReasons).toBe(mine.factsAndReasons)
        for (const code of mine.aidCategories.filter(code => !before.aidCategories.includes(code)))
          expect(content.aidCategories).toContain(code)
        for (const code of mine.reasonCodes.filter(code => !before.reasonCodes.includes(code)))
          expect(content.reasonCodes).toContain(code)
      }),
    )
  })
})
