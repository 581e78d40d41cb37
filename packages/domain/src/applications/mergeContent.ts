import type { ApplicationContent } from './application.ts'
import {
  AID_CATEGORIES,
  DILEMMA_TYPES,
  REASON_CODES,
  REASONS_FOR_DILEMMA,
  type DilemmaType,
  type ReasonCode,
} from './vocabulary.ts'

export type ContentField = keyof ApplicationContent

export interface MergedContent {
  /** Both edits where they do not touch the same field; where they do, mine. */
  readonly content: ApplicationContent
  /** Fields that both changed, each to something else: only a person can choose. */
  readonly conflicts: readonly ContentField[]
}

/**
 * Two people, or one in two windows, wrote on from the same `base`: puts both together, field by field (promise
 * G14). Lists merge entry by entry and never conflict: what either added is in, what either took away is out.
 * A dilemma stays as long as a reason for it was added on the other side, so that no reason is lost unseen.
 */
export function mergeContent(
  base: ApplicationContent,
  mine: ApplicationContent,
  theirs: ApplicationContent,
): MergedContent {
  const plain = mergePlain(base, mine, theirs)
  const reasons = mergeList(REASON_CODES, base.reasonCodes, mine.reasonCodes, theirs.reasonCodes)
  const added = reasons.filter(code => !base.reasonCodes.includes(code))
  const dilemmas = mergeList(DILEMMA_TYPES, base.dilemmaTypes, mine.dilemmaTypes, theirs.dilemmaTypes)
  const dilemmaTypes = DILEMMA_TYPES.filter(
    dilemma => dilemmas.includes(dilemma) || added.some(code => belongsTo(code, dilemma)),
  )
  const content: ApplicationContent = {
    ...plain.content,
    dilemmaTypes,
    reasonCodes: reasons.filter(code => dilemmaTypes.some(dilemma => belongsTo(code, dilemma))),
    aidCategories: mergeList(AID_CATEGORIES, base.aidCategories, mine.aidCategories, theirs.aidCategories),
  }
  return { content, conflicts: plain.conflicts }
}

const PLAIN = [
  'applicantKind',
  'relation',
  'consentGiven',
  'factsAndReasons',
  'diagnosis',
  'suddenChange',
] as const satisfies readonly ContentField[]

function mergePlain(
  base: ApplicationContent,
  mine: ApplicationContent,
  theirs: ApplicationContent,
): MergedContent {
  const isMine = PLAIN.filter(field => mine[field] !== base[field])
  const conflicts = isMine.filter(field => theirs[field] !== base[field] && theirs[field] !== mine[field])
  const kept = Object.fromEntries(isMine.map(field => [field, mine[field]]))
  return { content: { ...theirs, ...kept }, conflicts }
}

/** In the order of `all`; entries that the vocabulary does not know any more are dropped. */
function mergeList<Code extends string>(
  all: readonly Code[],
  base: readonly Code[],
  mine: readonly Code[],
  theirs: readonly Code[],
): Code[] {
  return all.filter(code =>
    base.includes(code)
      ? mine.includes(code) && theirs.includes(code)
      : mine.includes(code) || theirs.includes(code),
  )
}

function belongsTo(code: ReasonCode, dilemma: DilemmaType): boolean {
  const codes: readonly ReasonCode[] = REASONS_FOR_DILEMMA[dilemma]
  return codes.includes(code)
}
