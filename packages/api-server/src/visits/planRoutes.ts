import {
  cancelVisitPlan,
  changeVisitPlan,
  listVisitors,
  listVisitPlans,
  notFound,
  planVisit,
  ProblemError,
} from '@sunshine-aid/api-contract'
import { chinaDay, reachOf, visitPlanBlockers, type NewVisitPlan, type VisitPlan } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { refuseBy } from '../access/refuseBy.ts'
import { lockOpenApplication } from '../applications/queries.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { AuditNote } from '../http/auditNote.ts'
import { implement } from '../http/implement.ts'
import { requireVersion } from '../http/preconditions.ts'
import { policyOf } from '../organisations/policies.ts'
import { findPlace, lockStudent, type LockedStudent } from '../students/queries.ts'
import {
  findPlan,
  insertPlan,
  lockPlan,
  planColumns,
  planReply,
  positionOf,
  selectPlans,
  updatePlan,
  type PlanRow,
} from './planQueries.ts'
import { passTurn } from './turn.ts'
import { findVisitors, type PossibleVisitor } from './visitors.ts'

interface Call {
  readonly trx: Trx
  readonly principal: Principal
  readonly now: Date
  readonly audit: AuditNote
}

export function visitPlanRoutes(app: FastifyInstance): void {
  implement(app, listVisitPlans, async ({ query, principal, trx, pager }) => {
    const { studentId } = query
    const filter = { settled: query.settled === 'true', mine: query.mine === 'true', studentId }
    const pages = pager(filter.settled ? 'settled' : 'planned')
    const page = pages.request(query)
    const rows = await selectPlans(trx, principal, filter, page).execute()
    return pages.page(rows, page, positionOf, planReply)
  })

  implement(app, listVisitors, async ({ params, principal, trx, now }) => {
    const student = await findPlace(trx, principal, 'visit.plan', params.id)
    if (!student) throw notFound(listVisitors.path)
    const visitors = await findVisitors(trx, student, now)
    return { items: visitors.slice(0, MAX_VISITORS) }
  })

  implement(app, planVisit, async call => {
    const { params, body, trx, principal, audit, now } = call
    const student = await lockStudent(trx, principal, 'visit.plan', params.id)
    if (!student) throw notFound(planVisit.path)
    const place = { school: student.school_id, orgPath: student.org_path }
    audit.subject({ kind: 'student', id: student.id, ...place })
    const visitor = await checkPlan(call, student, body)
    const request = await lockOpenApplication(trx, student.id)
    await refuseSecondPlan(trx, student.id)
    const id = await insertPlan(trx, {
      ...planColumns(body),
      ...asked(visitor),
      student_id: student.id,
      org_path: student.org_path,
      application_id: request?.id ?? null,
      settled_on: null,
      visit_id: null,
      planned_by: principal.accountId,
      planned_by_name: principal.name,
      created_at: now,
      updated_at: now,
    })
    if (request) await passTurn(trx, request.id, now)
    audit.subject({ kind: 'visitPlan', id, ...place })
    return stored(call, id)
  })

  implement(app, changeVisitPlan, async call => {
    const { body, trx, now } = call
    const { plan, requestId } = await heldPlan(call, call.params.id, call.expectedVersion)
    const visitor = await checkPlan(call, { ...plan, id: plan.student_id }, body)
    await updatePlan(trx, plan.id, { ...planColumns(body), ...asked(visitor), updated_at: now })
    if (requestId) await passTurn(trx, requestId, now)
    return stored(call, plan.id)
  })

  implement(app, cancelVisitPlan, async call => {
    const { trx, now } = call
    const { plan, requestId } = await heldPlan(call, call.params.id, call.expectedVersion)
    await updatePlan(trx, plan.id, { state: 'cancelled', settled_on: chinaDay(now), updated_at: now })
    if (requestId) await passTurn(trx, requestId, now)
    return stored(call, plan.id)
  })
}

const MAX_VISITORS = 100

interface HeldPlan {
  readonly plan: PlanRow
  /** The student's open request, held as well. */
  readonly requestId: string | undefined
}

/** Whom the plan asks, once nothing speaks against it. @throws {ProblemError} the first reason that does. */
async function checkPlan(
  { trx, now }: Call,
  student: Pick<LockedStudent, 'id' | 'school_id' | 'class_id' | 'stage'>,
  body: NewVisitPlan,
): Promise<PossibleVisitor> {
  const visitors = await findVisitors(trx, student, now)
  const policy = await policyOf(trx, student.school_id)
  const eligible = new Set(visitors.map(({ accountId }) => accountId))
  const { modes } = policy.visits[student.stage]
  refuseBy(visitPlanBlockers(body, modes, chinaDay(now), eligible), planVisit.id)
  const visitor = visitors.find(({ accountId }) => accountId === body.assignee)
  if (!visitor) throw new ProblemError('visitor_not_eligible', planVisit.path)
  return visitor
}

/** The role that comes closest to the child stands for the visitor. */
function asked({ accountId, name, roles }: PossibleVisitor) {
  const [first] = roles
  const role = roles.includes('classTeacher') ? 'classTeacher' : first
  if (!role || reachOf('visit.record', role) === null) throw new Error('a visitor without a role that visits')
  return { assignee_id: accountId, assignee_name: name, assignee_role: role }
}

async function refuseSecondPlan(trx: Trx, studentId: string): Promise<void> {
  const other = await trx
    .selectFrom('visit_plan')
    .select('id')
    .where('student_id', '=', studentId)
    .where('state', '=', 'planned')
    .executeTakeFirst()
  if (other) throw new ProblemError('visit_already_planned', planVisit.path)
}

/** A plan that is still to be made, held in the version that the caller saw; after its request, as everywhere. */
async function heldPlan(call: Call, id: string, expected: number): Promise<HeldPlan> {
  const { trx, principal, audit } = call
  const found = await findPlan(trx, principal, 'visit.plan', id)
  if (!found) throw notFound(changeVisitPlan.path)
  const request = await lockOpenApplication(trx, found.student_id)
  await lockPlan(trx, id)
  const plan = await findPlan(trx, principal, 'visit.plan', id)
  if (!plan) throw notFound(changeVisitPlan.path)
  audit.subject({ kind: 'visitPlan', id: plan.id, school: plan.school_id, orgPath: plan.org_path })
  requireVersion(planReply(plan), expected)
  if (plan.state !== 'planned') throw new ProblemError('visit_plan_settled', changeVisitPlan.path)
  return { plan, requestId: request?.id }
}

async function stored({ trx, principal }: Call, id: string): Promise<VisitPlan> {
  const plan = await findPlan(trx, principal, 'visit.plan', id)
  if (!plan) throw new Error('a plan that was just stored is gone')
  return planReply(plan)
}
