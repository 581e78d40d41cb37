import { FIELD_CLAUSES } from './clauses/fields.ts'
import { REASON_CLAUSES } from './clauses/reasons.ts'
import { CLAUSES, type ClauseId } from './clauses/register.ts'
import type { Reason } from './reasons.ts'
import type { Locale } from './words.ts'

export type { ClauseId } from './clauses/register.ts'
export type { RuledField } from './clauses/fields.ts'
export { CLAUSE_IDS, DOCUMENTS } from './clauses/register.ts'

type InBoth = Readonly<Record<Locale, string>>

/** A rule in words, with where it comes from (D15). */
export interface Clause {
  readonly id: ClauseId
  /** What the rule says, in a sentence that a class teacher reads once. */
  readonly rule: InBoth
  /** The document and the place in it, `太仓 二(三)2`; that no document gives it where it is ours. */
  readonly source: InBoth
  readonly document: SourceDocument
}

/** By whom a rule was written; `ours` where no document gives it. */
export type SourceDocument = 'taicang' | 'jiangsu' | 'wuxi' | 'changshou' | 'template' | 'law' | 'ours'

export function clause(id: ClauseId): Clause {
  return { id, ...CLAUSES[id] }
}

/** The clause behind a refusal: every reason has one. */
export function clauseOfReason(reason: Reason): Clause {
  return clause(REASON_CLAUSES[reason])
}

/** The clause behind a field that must be filled in, or that is asked for at all. */
export function clauseOfField(field: keyof typeof FIELD_CLAUSES): Clause {
  return clause(FIELD_CLAUSES[field])
}

/** The reasons that a clause refuses with, for a page that lists rules. */
export function reasonsUnder(id: ClauseId): Reason[] {
  return (Object.keys(REASON_CLAUSES) as Reason[]).filter(reason => REASON_CLAUSES[reason] === id)
}
