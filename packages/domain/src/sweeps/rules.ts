import type { DilemmaType, ReasonCode } from '../applications/vocabulary.ts'
import type { PolicyProfile } from '../policy.ts'
import type { ListSign, ResultSign, Sign } from './signs.ts'

/** One way from facts to a reason of a dilemma. */
export interface SignRule {
  readonly dilemma: DilemmaType
  readonly reason: ReasonCode
  /** The facts that speak for it; none where it does not hold. */
  readonly facts: (signs: readonly Sign[], policy: PolicyProfile) => Sign[]
}

/**
 * What speaks for which reason (AP-12 to AP-17). The numbers are the profile's. Psychological risk has no rule: its
 * findings are never looked at, only what happened to a family.
 */
export const SIGN_RULES: readonly SignRule[] = [
  listed('familyEducation', 'orphan', 'orphan'),
  listed('familyEducation', 'leftBehind', 'leftBehind'),
  listed('familyEducation', 'singleParent', 'singleParent'),
  listed('familyEducation', 'parentInCustody', 'parentInCustody'),
  listed('mentalHealth', 'suddenMisfortune', 'familyMisfortune'),
  counted('conduct', 'badInfluence', 'violations', policy => policy.sweepViolations),
  counted('conduct', 'bullying', 'bullyingCases', () => 1),
  listed('specialNeeds', 'diagnosedNeeds', 'diagnosedNeeds'),
  { dilemma: 'academic', reason: 'farBehind', facts: farBehind },
  counted('academic', 'dropoutRisk', 'absenceDays', policy => policy.sweepAbsenceDays),
  listed('entryAndEmployment', 'preschoolPlace', 'preschoolWish'),
  listed('entryAndEmployment', 'certifiedHardship', 'certifiedHardship'),
  listed('entryAndEmployment', 'jobSearch', 'jobSearch'),
]

function listed(dilemma: DilemmaType, reason: ReasonCode, sign: ListSign): SignRule {
  return { dilemma, reason, facts: signs => signs.filter(({ code }) => code === sign) }
}

function counted(
  dilemma: DilemmaType,
  reason: ReasonCode,
  sign: ResultSign,
  least: (policy: PolicyProfile) => number,
): SignRule {
  return { dilemma, reason, facts: (signs, policy) => atLeast(latest(signs, sign), least(policy)) }
}

/** 学业成绩显著落后 (AP-15): many failed subjects, among the last of the year, or fallen far since the semester before. */
function farBehind(signs: readonly Sign[], policy: PolicyProfile): Sign[] {
  const [rank, before] = byPeriod(signs, 'rankPercent')
  const drop = (rank?.amount ?? 0) - (before?.amount ?? 0)
  const fell = rank && before && drop >= policy.sweepRankDrop ? [rank, before] : []
  const last = atLeast(rank, policy.sweepRankPercent)
  return [
    ...atLeast(latest(signs, 'failedSubjects'), policy.sweepFailedSubjects),
    ...new Set([...last, ...fell]),
  ]
}

function atLeast(sign: Sign | undefined, least: number): Sign[] {
  return sign && (sign.amount ?? 0) >= least ? [sign] : []
}

function latest(signs: readonly Sign[], code: ResultSign): Sign | undefined {
  return byPeriod(signs, code)[0]
}

/** The newest first. */
function byPeriod(signs: readonly Sign[], sign: ResultSign): Sign[] {
  return signs
    .filter(({ code }) => code === sign)
    .sort((a, b) => (b.period ?? '').localeCompare(a.period ?? '', 'en'))
}
