import { internal, nullable, personal, record, sensitive } from './dataClass.ts'
import { AccountId, ApplicationId, StudentId, Version, VisitPlanId } from './ids.ts'
import { text } from './text.ts'
import { Day } from './time.ts'
import { needsPartner, VisitMode, type VisitReason } from './visits.ts'
import { z } from './zod.ts'

/** `planned` until the family was met, or somebody cancels it. */
export const VISIT_PLAN_STATES = ['planned', 'done', 'cancelled'] as const
export const VisitPlanState = z.enum(VISIT_PLAN_STATES)
export type VisitPlanState = z.output<typeof VisitPlanState>

/** Who visits a family, when and how (AP-23, AR-05). */
export const NewVisitPlan = record({
  assignee: AccountId,
  plannedOn: personal(Day),
  mode: internal(VisitMode),
  /** The other school or person of a delegated or joint visit (AR-07). */
  partner: nullable(internal(text(100))),
  note: nullable(sensitive(text(300))),
})
export type NewVisitPlan = z.output<typeof NewVisitPlan>

export const VisitPlan = record({
  ...NewVisitPlan.shape,
  id: VisitPlanId,
  studentId: StudentId,
  studentName: personal(text(50)),
  className: internal(text(40)),
  /** The request that was open when the visit was planned. */
  applicationId: nullable(ApplicationId),
  assigneeName: internal(text(50)),
  plannedByName: internal(text(50)),
  state: internal(VisitPlanState),
  /** Day on which the visit was made or cancelled. */
  settledOn: nullable(personal(Day)),
  /** Visits since that met nobody: the plan goes on (lesson: attempt is not contact). */
  attempts: internal(z.int().min(0)),
  version: Version,
})
export type VisitPlan = z.output<typeof VisitPlan>

export const VISIT_PLAN_REASONS = [
  'visit_plan_in_past',
  'visitor_not_eligible',
  'visit_already_planned',
  'visit_plan_settled',
] as const
export type VisitPlanReason = (typeof VISIT_PLAN_REASONS)[number]

/**
 * Why a visit may not be planned like this: in one of the `modes` of the stage (AR-07), and by somebody who may write
 * it down afterwards, one of `visitors`.
 */
export function visitPlanBlockers(
  plan: NewVisitPlan,
  modes: readonly VisitMode[],
  today: Day,
  visitors: ReadonlySet<string>,
): (VisitReason | VisitPlanReason)[] {
  const reasons: (VisitReason | VisitPlanReason)[] = []
  if (!modes.includes(plan.mode)) reasons.push('visit_mode_not_allowed')
  if (plan.plannedOn < today) reasons.push('visit_plan_in_past')
  if (needsPartner(plan.mode) && plan.partner === null) reasons.push('visit_partner_required')
  if (!visitors.has(plan.assignee)) reasons.push('visitor_not_eligible')
  return reasons
}

/** Whether the day of a plan has gone by without a visit. */
export function isOverdue({ state, plannedOn }: Pick<VisitPlan, 'state' | 'plannedOn'>, today: Day): boolean {
  return state === 'planned' && plannedOn < today
}
