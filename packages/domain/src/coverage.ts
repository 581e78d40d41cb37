import { missingMentors, type MentorKind } from './mentors.ts'
import type { SchoolStage } from './organisations.ts'
import type { PolicyProfile } from './policy.ts'
import type { Day, Period } from './time.ts'
import { chinaDay, semesterOf } from './time.ts'
import { visitPeriod, type VisitMode } from './visits.ts'
import { z } from './zod.ts'

/** Of the six coverages (CV-01, F3), those that are counted so far. */
export const INDICATORS = ['homeVisitCoverage', 'mentorCoverage'] as const
export const Indicator = z.enum(INDICATORS)
export type Indicator = z.output<typeof Indicator>

/** Reports are kept by semester; the visit duty looks at its own span within (`visitPeriod`). */
export function reportingPeriod(now: Date): Period {
  return semesterOf(chinaDay(now))
}

/** What decides whether one student counts: parameters for the one query that keeps the facts. */
export interface CountingRule {
  readonly visitModes: readonly VisitMode[]
  readonly visitFrom: Day
  readonly visitTo: Day
  readonly requiredMentors: PolicyProfile['requiredMentors']
  readonly anyMentorSuffices: boolean
}

/**
 * The rule for students of `stage` under `policy` on `today`:
 * - no. 2, home visit: needy students who are enrolled; those met by an allowed mode in the period (AR-05 to AR-07);
 * - no. 5, mentor: focus students with an active episode; those whose required mentors have accepted (ME-01, ME-02).
 */
export function countingRule(stage: SchoolStage, policy: PolicyProfile, today: Day): CountingRule {
  const span = visitPeriod(stage, policy, today)
  return {
    visitModes: policy.visits[stage].modes,
    visitFrom: span.from,
    visitTo: today,
    requiredMentors: policy.requiredMentors,
    anyMentorSuffices: policy.anyMentorSuffices,
  }
}

/** Facts about one student in one period; the counters are their sums. */
export interface CoverageFacts {
  /** Enrolled and recognised: the denominator of home-visit coverage. */
  readonly counted: boolean
  readonly visited: boolean
  /** Focus student today: the denominator of mentor coverage. */
  readonly focus: boolean
  readonly mentored: boolean
}

/** The same definition as the counting query, for one student in memory; the two are compared by a test. */
export function coverageFacts(
  student: {
    readonly enrolled: boolean
    readonly focus: boolean
    readonly visits: readonly {
      readonly mode: VisitMode
      readonly visitedOn: Day
      readonly reached: boolean
    }[]
    readonly acceptedMentors: readonly MentorKind[]
  },
  rule: CountingRule,
): CoverageFacts {
  const visited = student.visits.some(
    visit =>
      visit.reached &&
      rule.visitModes.includes(visit.mode) &&
      visit.visitedOn >= rule.visitFrom &&
      visit.visitedOn <= rule.visitTo,
  )
  const focus = student.enrolled && student.focus
  return {
    counted: student.enrolled,
    visited: student.enrolled && visited,
    focus,
    mentored: focus && missingMentors(student.acceptedMentors, rule).length === 0,
  }
}

/**
 * Share of the counted who are covered: a fraction from 0 to 1, not a percentage.
 * `null` (不适用) when there is nobody to cover: neither 0 % nor 100 % would be true (F3).
 * @throws {RangeError} when more are covered than counted; the report would be wrong, so none is made.
 */
export function coverageRate(covered: number, counted: number): number | null {
  if (covered > counted || covered < 0) throw new RangeError(`${covered} covered of ${counted} counted`)
  return counted === 0 ? null : covered / counted
}
