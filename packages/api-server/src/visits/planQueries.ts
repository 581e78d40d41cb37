import type { Day, NewVisitPlan, Permission, VisitPlan } from '@sunshine-aid/domain'
import {
  sql,
  type Expression,
  type ExpressionBuilder,
  type Insertable,
  type SqlBool,
  type Updateable,
} from 'kysely'
import { reachableStudents } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Database, Trx } from '../database/schema.ts'
import type { PageRequest, Position } from '../http/paging.ts'
import type { VisitPlanTable } from './tables.ts'

export interface PlanFilter {
  readonly settled: boolean
  readonly mine: boolean
  readonly studentId?: string | undefined
}

export type PlanRow = Awaited<ReturnType<ReturnType<typeof plans>['execute']>>[number]
type Plans = ExpressionBuilder<Database, 'student' | 'visit_plan'>

/** Plans for students whom `permission` reaches, each with the student's name and how often nobody was met. */
function plans(trx: Trx, principal: Principal, permission: Permission) {
  return trx
    .selectFrom('visit_plan')
    .innerJoin('student', 'student.id', 'visit_plan.student_id')
    .innerJoin('org as class', 'class.id', 'student.class_id')
    .select([
      'visit_plan.id',
      'visit_plan.student_id',
      'visit_plan.org_path',
      'visit_plan.application_id',
      'visit_plan.assignee_id',
      'visit_plan.assignee_name',
      'visit_plan.planned_on',
      'visit_plan.mode',
      'visit_plan.partner',
      'visit_plan.note',
      'visit_plan.state',
      'visit_plan.settled_on',
      'visit_plan.planned_by_name',
      'visit_plan.version',
      'student.name as student_name',
      'student.school_id',
      'student.class_id',
      'student.stage',
      'class.name as class_name',
    ])
    .select(eb =>
      eb
        .selectFrom('home_visit')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('home_visit.student_id', '=', 'visit_plan.student_id')
        .where('home_visit.reached', '=', false)
        .whereRef('home_visit.recorded_at', '>=', 'visit_plan.created_at')
        .as('attempts'),
    )
    .where(reachableStudents(principal, permission))
}

/** One row more than `page.limit`: what is to be made by day, what is settled with the latest first. */
export function selectPlans(trx: Trx, principal: Principal, filter: PlanFilter, page: PageRequest) {
  const order = filter.settled ? 'desc' : 'asc'
  return plans(trx, principal, 'visit.record')
    .where(matches(principal, filter))
    .where(eb => (page.after ? after(filter.settled, page.after) : eb.lit(true)))
    .orderBy(filter.settled ? 'visit_plan.settled_on' : 'visit_plan.planned_on', order)
    .orderBy('visit_plan.id', order)
    .limit(page.limit + 1)
}

function matches(principal: Principal, { settled, mine, studentId }: PlanFilter) {
  return (eb: Plans): Expression<SqlBool> =>
    eb.and([
      eb('visit_plan.state', settled ? '<>' : '=', 'planned'),
      ...(mine ? [eb('visit_plan.assignee_id', '=', principal.accountId)] : []),
      ...(studentId === undefined ? [] : [eb('visit_plan.student_id', '=', studentId)]),
    ])
}

function after(settled: boolean, [day, id]: Position): Expression<SqlBool> {
  return settled
    ? sql`(visit_plan.settled_on, visit_plan.id) < (${day}::date, ${id}::uuid)`
    : sql`(visit_plan.planned_on, visit_plan.id) > (${day}::date, ${id}::uuid)`
}

/** Where a page ends. */
export const positionOf = (row: PlanRow): Position => [row.settled_on ?? row.planned_on, row.id]

export function findPlan(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return plans(trx, principal, permission).where('visit_plan.id', '=', id).executeTakeFirst()
}

/** Holds a plan until the transaction ends: two who change it at once are one after the other. */
export async function lockPlan(trx: Trx, id: string): Promise<void> {
  await trx.selectFrom('visit_plan').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function insertPlan(trx: Trx, row: Insertable<VisitPlanTable>): Promise<string> {
  const { id } = await trx.insertInto('visit_plan').values(row).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function updatePlan(trx: Trx, id: string, columns: Updateable<VisitPlanTable>): Promise<void> {
  await trx
    .updateTable('visit_plan')
    .set(eb => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** The family was met: what was planned for the student is done. */
export async function settlePlan(
  trx: Trx,
  studentId: string,
  visit: { readonly id: string; readonly visitedOn: Day },
  now: Date,
): Promise<void> {
  await trx
    .updateTable('visit_plan')
    .set(eb => ({
      state: 'done',
      settled_on: visit.visitedOn,
      visit_id: visit.id,
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('student_id', '=', studentId)
    .where('state', '=', 'planned')
    .execute()
}

/** What may be set of a plan by whoever makes or changes it. */
export function planColumns(body: NewVisitPlan) {
  return { planned_on: body.plannedOn, mode: body.mode, partner: body.partner, note: body.note }
}

export function planReply(row: PlanRow): VisitPlan {
  return {
    id: row.id,
    studentId: row.student_id,
    studentName: row.student_name,
    className: row.class_name,
    applicationId: row.application_id,
    assignee: row.assignee_id,
    assigneeName: row.assignee_name,
    plannedOn: row.planned_on,
    mode: row.mode,
    partner: row.partner,
    note: row.note,
    plannedByName: row.planned_by_name,
    state: row.state,
    settledOn: row.settled_on,
    attempts: row.attempts ?? 0,
    version: row.version,
  }
}
