import { describe, expect, it } from 'vitest'
import { CLAUSE_IDS, clause, clauseOfField, clauseOfReason, DOCUMENTS, reasonsUnder } from './clauses.ts'
import { FIELD_CLAUSES, type RuledField } from './clauses/fields.ts'
import { REASONS } from './reasons.ts'
import { describeSetting, SETTING_KEYS } from './settings/keys.ts'

const hasWords = (words: Readonly<Record<string, string>>) =>
  Object.values(words).every(word => word.trim() !== '')

describe('no rule without a source (D15)', () => {
  it.each(REASONS)('the refusal %s has one', reason => {
    const { rule, source, document } = clauseOfReason(reason)
    expect(hasWords(rule) && hasWords(source) && document in DOCUMENTS).toBe(true)
    expect(reasonsUnder(clauseOfReason(reason).id)).toContain(reason)
  })

  it.each(Object.keys(FIELD_CLAUSES) as RuledField[])('the field %s has one', field => {
    expect(hasWords(clauseOfField(field).rule)).toBe(true)
  })

  it.each(SETTING_KEYS)('the number %s has one', key => {
    expect(hasWords(clause(describeSetting(key).clause).rule)).toBe(true)
  })

  it('and what no document gives says that it is ours', () => {
    const ours = CLAUSE_IDS.map(clause).filter(({ document }) => document === 'ours')
    expect(ours.length).toBeGreaterThan(0)
    expect(ours.every(({ source }) => source === DOCUMENTS.ours)).toBe(true)
  })
})
