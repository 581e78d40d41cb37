import {
  listOf,
  NewVisitPlan,
  optional,
  record,
  StudentId,
  VisitPlan,
  VisitPlanId,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { flag, pageOf, pageQuery } from '../page.ts'
import { StaffMember } from './organisations.ts'

const tag = 'visits'

export const listVisitPlans = endpoint({
  method: 'GET',
  path: '/visit-plans',
  id: 'listVisitPlans',
  tag,
  summary: 'Planned visits by day, or those that are made or cancelled, the latest first',
  access: { permission: 'visit.record', audit: 'list' },
  query: record({
    ...pageQuery,
    /** Default: those that are still to be made. */
    settled: optional(flag),
    /** Only those that the reader was asked to make. */
    mine: optional(flag),
    studentId: optional(StudentId),
  }),
  reply: pageOf(VisitPlan),
  problems: [],
})

/** Whoever may write a visit to this student down may be asked to make it. */
export const listVisitors = endpoint({
  method: 'GET',
  path: '/students/:id/visitors',
  id: 'listVisitors',
  tag,
  summary: 'Colleagues who may be asked to visit a student',
  access: { permission: 'visit.plan', audit: 'none' },
  params: record({ id: StudentId }),
  reply: record({ items: listOf(StaffMember, 100) }),
  problems: [],
})

const planProblems = ['visit_mode_not_allowed', 'visit_plan_in_past', 'visit_partner_required'] as const

export const planVisit = endpoint({
  method: 'POST',
  path: '/students/:id/visit-plans',
  id: 'planVisit',
  tag,
  summary: 'Ask somebody to visit a student; a request that waits for a visit waits for them',
  access: { permission: 'visit.plan', audit: 'write' },
  params: record({ id: StudentId }),
  body: NewVisitPlan,
  reply: VisitPlan,
  status: 201,
  problems: [...planProblems, 'visitor_not_eligible', 'visit_already_planned'],
})

export const changeVisitPlan = endpoint({
  method: 'PUT',
  path: '/visit-plans/:id',
  id: 'changeVisitPlan',
  tag,
  summary: 'Another visitor, day or way',
  access: { permission: 'visit.plan', audit: 'write' },
  params: record({ id: VisitPlanId }),
  body: NewVisitPlan,
  reply: VisitPlan,
  ifMatch: true,
  problems: [...planProblems, 'visitor_not_eligible', 'visit_plan_settled'],
})

export const cancelVisitPlan = endpoint({
  method: 'POST',
  path: '/visit-plans/:id/cancellation',
  id: 'cancelVisitPlan',
  tag,
  summary: 'Take a planned visit back',
  access: { permission: 'visit.plan', audit: 'write' },
  params: record({ id: VisitPlanId }),
  reply: VisitPlan,
  ifMatch: true,
  problems: ['visit_plan_settled'],
})
