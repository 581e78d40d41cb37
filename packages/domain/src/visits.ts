import { internal, listOf, nullable, personal, record, sensitive } from './dataClass.ts'
import { ApplicationId, StudentId, Version, VisitId } from './ids.ts'
import type { SchoolStage } from './organisations.ts'
import type { PolicyProfile } from './policy.ts'
import { text } from './text.ts'
import { academicYearOf, Day, Moment, semesterOf, type Period } from './time.ts'
import { z } from './zod.ts'

/** AR-06, AR-07: on site; delegated to or joint with another school; online. */
export const VISIT_MODES = ['onSite', 'delegated', 'joint', 'online'] as const
export const VisitMode = z.enum(VISIT_MODES)
export type VisitMode = z.output<typeof VisitMode>

/** What a visitor writes down (A11). Few fields: it is filled in on a phone, after a long day. */
export const NewHomeVisit = record({
  mode: internal(VisitMode),
  visitedOn: personal(Day),
  /** The family was met. A visit that reached nobody is kept but satisfies no duty (lesson: attempt is not contact). */
  reached: internal(z.boolean()),
  /** A leader of the school or the education office came along (AR-05). */
  ledByLeader: internal(z.boolean()),
  /** The aid policy was explained (AR-06). */
  policyExplained: internal(z.boolean()),
  companions: nullable(internal(text(100))),
  record: sensitive(text(2000, 'record_required')),
})
export type NewHomeVisit = z.output<typeof NewHomeVisit>

export const HomeVisit = record({
  ...NewHomeVisit.shape,
  id: VisitId,
  studentId: StudentId,
  applicationId: nullable(ApplicationId),
  visitorName: internal(text(50)),
  recordedAt: internal(Moment),
  version: Version,
})
export type HomeVisit = z.output<typeof HomeVisit>
export const HomeVisits = listOf(HomeVisit, 100)

export const VISIT_REASONS = ['visit_mode_not_allowed', 'visit_in_future', 'visit_too_old'] as const
export type VisitReason = (typeof VISIT_REASONS)[number]

/** The span that a visit on `day` counts for: the semester or the academic year (AR-05, C3). */
export function visitPeriod(stage: SchoolStage, policy: PolicyProfile, day: Day): Period {
  return policy.visits[stage].period === 'semester' ? semesterOf(day) : academicYearOf(day)
}

/** Why a visit may not be entered. The mode follows the stage (AR-07); a record is made within a year. */
export function visitBlockers(
  visit: Pick<NewHomeVisit, 'mode' | 'visitedOn'>,
  stage: SchoolStage,
  policy: PolicyProfile,
  today: Day,
): VisitReason[] {
  const reasons: VisitReason[] = []
  if (!policy.visits[stage].modes.includes(visit.mode)) reasons.push('visit_mode_not_allowed')
  if (visit.visitedOn > today) reasons.push('visit_in_future')
  if (visit.visitedOn < academicYearOf(today).from) reasons.push('visit_too_old')
  return reasons
}

/** Whether `visit` satisfies the duty of its period: the family was met, by a mode allowed for the stage (F3 no. 2). */
export function isValidVisit(
  visit: Pick<NewHomeVisit, 'mode' | 'visitedOn' | 'reached'>,
  stage: SchoolStage,
  policy: PolicyProfile,
  today: Day,
): boolean {
  const period = visitPeriod(stage, policy, today)
  return (
    visit.reached &&
    policy.visits[stage].modes.includes(visit.mode) &&
    visit.visitedOn >= period.from &&
    visit.visitedOn <= today
  )
}
