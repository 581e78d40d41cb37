import {
  DELEGATED_PERMISSIONS,
  policyInForce,
  RECUSAL_REASONS,
  reachOf,
  type Permission,
  type Reach,
  type Role,
} from '@sunshine-aid/domain'
import { expressionBuilder, sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { Assignment, Principal } from '../database/principal.ts'
import type { Database } from '../database/schema.ts'

type Students = ExpressionBuilder<Database, 'student'>
type Applications = ExpressionBuilder<Database, 'application'>
type Visits = ExpressionBuilder<Database, 'student' | 'home_visit'>

/** Names columns of the query around a condition. That they are there, the builders above ask of that query. */
const around = expressionBuilder<Database, 'student' | 'application' | 'home_visit'>()
/** Begins a query of its own inside of a condition; it refers to nothing around it. */
const inside = expressionBuilder<Database>()

/**
 * The students whom `permission` reaches for `principal` (F2), as a condition of the query itself and never a
 * filter after it (trust rule 5). Nobody is reached where no role gives the permission.
 */
export function reachableStudents(principal: Principal, permission: Permission) {
  return (eb: Students): Expression<SqlBool> =>
    eb.or(
      grants(principal, permission).map(({ reach, assignment }) => {
        if (reach === 'place') return atPlace('student', assignment)
        if (reach === 'own') return eb('student.id', '=', principal.studentId ?? NOBODY)
        if (reach === 'delegated')
          return eb.and([atPlace('student', assignment), eb('student.id', 'in', awaited())])
        if (reach === 'assigned')
          return eb.and([atPlace('student', assignment), eb('student.id', 'in', mentored(principal))])
        return eb.lit(false)
      }),
    )
}

/**
 * The applications whom `permission` reaches for `principal`; see `reachableStudents`. Whoever stepped back from
 * a panel reads nothing more of its case, in whatever role (D6).
 */
export function reachableApplications(principal: Principal, permission: Permission) {
  return (eb: Applications): Expression<SqlBool> => {
    const reached = eb.or(
      grants(principal, permission).map(({ reach, assignment }) => {
        const placed = atPlace('application', assignment)
        if (reach === 'place') return placed
        if (reach === 'own') return eb('application.student_id', '=', principal.studentId ?? NOBODY)
        if (reach === 'delegated') return eb.and([placed, awaitedOrOwn(principal)])
        if (reach === 'sample') return eb.and([placed, inSample('application.sample_slot')])
        if (reach === 'aggregate') return eb.lit(false)
        return assignment.role === 'mentor'
          ? eb.and([placed, eb('application.student_id', 'in', mentored(principal))])
          : eb.and([placed, eb('application.id', 'in', seats(principal))])
      }),
    )
    if (!READING.has(permission)) return reached
    return eb.and([
      reached,
      eb('application.id', 'not in', seats(principal).where('recused', 'in', RECUSAL_REASONS)),
      eb('application.id', 'not in', leftSeats(principal)),
    ])
  }
}

const READING: ReadonlySet<Permission> = new Set<Permission>(['application.read', 'panel.read'])
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The visits that `principal` may read, of a query that joins their student; an auditor sees the sample only. */
export function reachableVisits(principal: Principal) {
  return (eb: Visits): Expression<SqlBool> =>
    eb.or([
      reachableStudents(principal, 'visit.read')(eb),
      ...grants(principal, 'visit.read')
        .filter(({ reach }) => reach === 'sample')
        .map(({ assignment }) =>
          eb.and([atPlace('student', assignment), inSample('home_visit.sample_slot')]),
        ),
    ])
}

interface Grant {
  readonly reach: Reach
  readonly assignment: Assignment
}

/**
 * The principal's assignments that give `permission`, with how far. What another one contains is left out: one
 * equality can follow an index, an `or` of two cannot.
 */
export function grants(principal: Principal, permission: Permission): Grant[] {
  const all = principal.assignments.flatMap(assignment => {
    const reach = reachIn(assignment, permission)
    return reach === null ? [] : [{ reach, assignment }]
  })
  return all.filter((grant, at) => !all.some((other, otherAt) => contains(other, grant, otherAt < at)))
}

/** How far `permission` reaches by this assignment; a delegate has the head's role for a few permissions only. */
export function reachIn({ role, onBehalfOf }: Assignment, permission: Permission): Reach | null {
  if (onBehalfOf === undefined) return reachOf(permission, role)
  return DELEGATED_PERMISSIONS.includes(permission) ? 'delegated' : null
}

function contains(wide: Grant, narrow: Grant, first: boolean): boolean {
  if (wide === narrow || wide.reach !== 'place') return false
  const { orgPath } = narrow.assignment
  if (narrow.reach === 'place' && wide.assignment.orgPath === orgPath) return first
  return isWithin(orgPath, wide.assignment.orgPath)
}

/** Whether `path` is `place` or lies below it. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`)
}

/** As whom `principal` gives `permission` on a record at `orgPath`: it is kept with what they did. */
export function actingAs(principal: Principal, permission: Permission, orgPath: string): Assignment {
  const acting = principal.assignments.find(
    held => reachIn(held, permission) !== null && isWithin(orgPath, held.orgPath),
  )
  if (!acting) throw new Error(`${permission} reached a record outside of every role's place`)
  return acting
}

export function actingRole(principal: Principal, permission: Permission, orgPath: string): Role {
  return actingAs(principal, permission, orgPath).role
}

/** At or below the place where the role is held. School and class have columns of their own, for their indexes. */
function atPlace(
  table: 'student' | 'application',
  { orgKind, orgId, orgPath }: Assignment,
): Expression<SqlBool> {
  if (orgKind === 'class') return around(`${table}.class_id`, '=', orgId)
  if (orgKind === 'school') return around(`${table}.school_id`, '=', orgId)
  // `<@` as a function, for the same reason as in `app.protect_by_path`: the planner must not take it for rare.
  return sql<SqlBool>`ltree_risparent(${around.ref(`${table}.org_path`)}, ${orgPath}::ltree)`
}

/** The auditor's sample: reproducible, because the slot was drawn when the record was made (AD-04). */
function inSample(slot: 'application.sample_slot' | 'home_visit.sample_slot'): Expression<SqlBool> {
  return around(slot, '<', policyInForce([]).auditSamplePercent)
}

/** Students whom the principal mentors today. */
export function mentored(principal: Principal) {
  return inside
    .selectFrom('pairing')
    .select('pairing.student_id')
    .where('pairing.mentor_account_id', '=', principal.accountId)
    .where('pairing.accepted_on', 'is not', null)
    .where('pairing.ended_on', 'is', null)
}

/** What a delegate is there for, and what they decided themself. */
function awaitedOrOwn(principal: Principal): Expression<SqlBool> {
  const decided = inside
    .selectFrom('determination')
    .select('determination.application_id')
    .where('determination.confirmed_by', '=', principal.accountId)
  return around.or([
    around('application.status', '=', 'awaitingDetermination'),
    around('application.id', 'in', decided),
  ])
}

/** Students whose request waits for the confirmation of the school. */
function awaited() {
  return inside
    .selectFrom('application')
    .select('application.student_id')
    .where('application.status', '=', 'awaitingDetermination')
}

/** Applications from whose first panel the principal stepped back, before a reconsideration. */
function leftSeats(principal: Principal) {
  return inside
    .selectFrom('earlier_seat')
    .select('earlier_seat.application_id')
    .where('earlier_seat.account_id', '=', principal.accountId)
    .where('earlier_seat.recused', '=', true)
}

/** Applications on whose panel the principal was named. */
function seats(principal: Principal) {
  return inside
    .selectFrom('panel_member')
    .select('panel_member.application_id')
    .where('panel_member.account_id', '=', principal.accountId)
}
