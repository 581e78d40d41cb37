import {
  CATEGORY_FOR_DILEMMA,
  DILEMMA_TYPES,
  type AidCategory,
  type DilemmaType,
} from '../applications/vocabulary.ts'
import type { PolicyProfile } from '../policy.ts'
import type { HardshipLevel } from '../students.ts'
import { addDays, semesterOf, type Day } from '../time.ts'
import { SIGN_RULES } from './rules.ts'
import { factKey, RECORD_SIGNS, type Sign } from './signs.ts'
import type { ProposalKind, ProposedReason } from './sweep.ts'

/** A student as a sweep looks at one. */
export interface SweepCandidate {
  readonly hardshipLevel: HardshipLevel
  readonly enrolled: boolean
  readonly openElsewhere: boolean
  readonly episodeActive: boolean
  readonly signs: readonly Sign[]
  /** Facts on which somebody has decided already, by `factKey`. */
  readonly decidedFacts: ReadonlySet<string>
}

/** Somebody whom staff should look at, and why. Never more than that (C11). */
export interface Suggestion {
  readonly kind: ProposalKind
  /** In the order of the vocabulary; empty where only 免申即享 speaks for it. */
  readonly dilemmas: readonly DilemmaType[]
  readonly reasons: readonly ProposedReason[]
  /** What stands beside it and proposes nothing by itself. */
  readonly supporting: readonly Sign[]
  /** The facts that a decision on it covers. */
  readonly factKeys: readonly string[]
}

/**
 * Whether a sweep on `today` proposes this student, and why; null where it does not (AP-20). Nobody is proposed who
 * has an open request or an active episode, nor on facts on which somebody has decided already: a dismissed
 * proposal stays quiet until something new is known. Pure.
 */
export function suggest(candidate: SweepCandidate, policy: PolicyProfile, today: Day): Suggestion | null {
  if (!candidate.enrolled || candidate.openElsewhere || candidate.episodeActive) return null
  const reasons = reasonsFor(candidate.signs, policy, today)
  const kind = kindOf(candidate, policy)
  if (kind === 'application' && reasons.length === 0) return null
  const factKeys = keysOf(kind, reasons)
  if (factKeys.every(key => candidate.decidedFacts.has(key))) return null
  return {
    kind,
    dilemmas: DILEMMA_TYPES.filter(dilemma => reasons.some(reason => reason.dilemma === dilemma)),
    reasons,
    supporting: candidate.signs.filter(sign => isSupporting(sign, policy)),
    factKeys,
  }
}

function reasonsFor(signs: readonly Sign[], policy: PolicyProfile, today: Day): ProposedReason[] {
  const current = signs.filter(({ source, period }) => source !== 'results' || isRecent(period, today))
  return SIGN_RULES.flatMap(({ dilemma, reason, facts }) => {
    const found = facts(current, policy)
    return found.length === 0 ? [] : [{ dilemma, reason, facts: found }]
  })
}

/** Results count in the semester that they are of and in the one after it; older ones say nothing of today. */
function isRecent(period: string | null, today: Day): boolean {
  const before = semesterOf(addDays(semesterOf(today).from, -1))
  return period !== null && period >= before.id
}

/** 免申即享 (AP-22): where the policy says so, the specially poor are proposed without any dilemma being known. */
function kindOf({ hardshipLevel }: SweepCandidate, policy: PolicyProfile): ProposalKind {
  return policy.aidWithoutApplication && hardshipLevel === 'extreme' ? 'withoutApplication' : 'application'
}

function keysOf(kind: ProposalKind, reasons: readonly ProposedReason[]): string[] {
  const facts = reasons.flatMap(reason => reason.facts.map(factKey))
  return [...new Set(kind === 'withoutApplication' ? ['extremeHardship', ...facts] : facts)]
}

function isSupporting({ code, amount }: Sign, policy: PolicyProfile): boolean {
  if (code === 'aidLines') return (amount ?? 0) >= policy.sweepAidLines
  return (RECORD_SIGNS as readonly string[]).includes(code)
}

/** The help that answers the dilemmas; where none is known yet, the category that has no dilemma of its own (AP-02). */
export function categoriesFor(dilemmas: readonly DilemmaType[]): AidCategory[] {
  return dilemmas.length === 0
    ? ['allRoundDevelopment']
    : dilemmas.map(dilemma => CATEGORY_FOR_DILEMMA[dilemma])
}
