import { internal, listOf, nullable, optional, personal, record, sensitive } from './dataClass.ts'
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
export const VisitNotes = record({
  mode: internal(VisitMode),
  visitedOn: personal(Day),
  /** The family was met. A visit that reached nobody is kept but satisfies no duty (lesson: attempt is not contact). */
  reached: internal(z.boolean()),
  /** A leader of the school or the education office came along (AR-05). */
  ledByLeader: internal(z.boolean()),
  /** The aid policy was explained (AR-06). */
  policyExplained: internal(z.boolean()),
  /** Who else took part; for a delegated or joint visit the school or person that did (AR-07). */
  companions: nullable(internal(text(100))),
  record: sensitive(text(2000, 'record_required')),
  /** 谈心谈话 (AP-39): what the child said, apart from the adults. For staff only, never for the family. */
  interview: nullable(sensitive(text(1000))),
})
export type VisitNotes = z.output<typeof VisitNotes>

export const NewHomeVisit = record({
  ...VisitNotes.shape,
  /**
   * Given by the device that wrote it down: the same visit, however often and however late it arrives, is stored
   * once. Reply keys are forgotten after a day; a phone may have been without network for longer.
   */
  id: optional(VisitId),
  /** The request that the visitor went for; `null` for none. Left out: the one that is open, if any. */
  applicationId: optional(nullable(ApplicationId)),
})
export type NewHomeVisit = z.output<typeof NewHomeVisit>

export const HomeVisit = record({
  ...VisitNotes.shape,
  id: VisitId,
  studentId: StudentId,
  applicationId: nullable(ApplicationId),
  visitorName: internal(text(50)),
  recordedAt: internal(Moment),
  version: Version,
})
export type HomeVisit = z.output<typeof HomeVisit>
export const HomeVisits = listOf(HomeVisit, 100)

export const VISIT_REASONS = [
  'visit_mode_not_allowed',
  'visit_in_future',
  'visit_too_old',
  'visit_partner_required',
  'visit_request_closed',
] as const
export type VisitReason = (typeof VISIT_REASONS)[number]

/** Ways in which somebody of another school or place takes part, who then has to be named (AR-07). */
const SHARED_MODES: ReadonlySet<VisitMode> = new Set<VisitMode>(['delegated', 'joint'])

/** Whether a visit in `mode` has to say who else takes part. */
export const needsPartner = (mode: VisitMode): boolean => SHARED_MODES.has(mode)

/** The span that a visit on `day` counts for: the semester or the academic year (AR-05, C3). */
export function visitPeriod(stage: SchoolStage, policy: PolicyProfile, day: Day): Period {
  return policy.visits[stage].period === 'semester' ? semesterOf(day) : academicYearOf(day)
}

/** Why a visit may not be entered. `modes` are those of the stage (AR-07); a record is made within a year. */
export function visitBlockers(
  visit: Pick<VisitNotes, 'mode' | 'visitedOn' | 'companions'>,
  modes: readonly VisitMode[],
  today: Day,
): VisitReason[] {
  const reasons: VisitReason[] = []
  if (!modes.includes(visit.mode)) reasons.push('visit_mode_not_allowed')
  if (visit.visitedOn > today) reasons.push('visit_in_future')
  if (visit.visitedOn < academicYearOf(today).from) reasons.push('visit_too_old')
  if (needsPartner(visit.mode) && visit.companions === null) reasons.push('visit_partner_required')
  return reasons
}

/** Why a visit cannot belong to the request that it was made for: that one has ended meanwhile. */
export function requestBlockers(
  { applicationId }: Pick<NewHomeVisit, 'applicationId'>,
  openRequest: string | undefined,
): VisitReason[] {
  return applicationId && applicationId !== openRequest ? ['visit_request_closed'] : []
}

/** Whether `visit` satisfies the duty of its period: the family was met, by a mode allowed for the stage (F3 no. 2). */
export function isValidVisit(
  visit: Pick<VisitNotes, 'mode' | 'visitedOn' | 'reached'>,
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
