import {
  DELEGATED_PERMISSIONS,
  policyInForce,
  reachOf,
  type Permission,
  type Reach,
  type Role,
} from '@sunshine-aid/domain'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Assignment, Principal } from '../database/principal.ts'
import type { Database } from '../database/schema.ts'

type Students = ExpressionBuilder<Database, 'student'>
type Applications = ExpressionBuilder<Database, 'application'>
type Visits = ExpressionBuilder<Database, 'student' | 'home_visit'>

/**
 * The students whom `permission` reaches for `principal` (F2), as a condition of the query itself and never a
 * filter after it (trust rule 5). Nobody is reached where no role gives the permission.
 */
export function reachableStudents(principal: Principal, permission: Permission) {
  return (eb: Students): Expression<SqlBool> =>
    eb.or(
      grants(principal, permission).map(({ reach, assignment }) => {
        if (reach === 'place') return atPlace(eb, 'student', assignment)
        if (reach === 'own') return eb('student.id', '=', principal.studentId ?? NOBODY)
        if (reach === 'delegated')
          return eb.and([atPlace(eb, 'student', assignment), eb('student.id', 'in', awaited(eb))])
        if (reach === 'assigned')
          return eb.and([atPlace(eb, 'student', assignment), eb('student.id', 'in', mentored(eb, principal))])
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
        const placed = atPlace(eb, 'application', assignment)
        if (reach === 'place') return placed
        if (reach === 'own') return eb('application.student_id', '=', principal.studentId ?? NOBODY)
        if (reach === 'delegated') return eb.and([placed, awaitedOrOwn(eb, principal)])
        if (reach === 'sample') return eb.and([placed, inSample(eb, 'application.sample_slot')])
        if (reach === 'aggregate') return eb.lit(false)
        return assignment.role === 'mentor'
          ? eb.and([placed, eb('application.student_id', 'in', mentored(eb, principal))])
          : eb.and([placed, eb('application.id', 'in', seats(eb, principal))])
      }),
    )
    if (!READING.has(permission)) return reached
    return eb.and([
      reached,
      eb('application.id', 'not in', seats(eb, principal).where('recused', 'is not', null)),
      eb('application.id', 'not in', leftSeats(eb, principal)),
    ])
  }
}

const READING: ReadonlySet<Permission> = new Set<Permission>(['application.read', 'panel.read'])
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The visits that `principal` may read, of a query that joins their student; an auditor sees the sample only. */
export function reachableVisits(principal: Principal) {
  return (eb: Visits): Expression<SqlBool> =>
    eb.or([
      reachableStudents(principal, 'visit.read')(eb as unknown as Students),
      ...grants(principal, 'visit.read')
        .filter(({ reach }) => reach === 'sample')
        .map(({ assignment }) =>
          eb.and([atPlace(eb, 'student', assignment), inSample(eb, 'home_visit.sample_slot')]),
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
  eb: Students | Applications | Visits,
  table: 'student' | 'application',
  { orgKind, orgId, orgPath }: Assignment,
): Expression<SqlBool> {
  const builder = eb as unknown as ExpressionBuilder<Database, 'student' | 'application'>
  if (orgKind === 'class') return builder(`${table}.class_id`, '=', orgId)
  if (orgKind === 'school') return builder(`${table}.school_id`, '=', orgId)
  // `<@` as a function, for the same reason as in `app.protect_by_path`: the planner must not take it for rare.
  return sql<SqlBool>`ltree_risparent(${builder.ref(`${table}.org_path`)}, ${orgPath}::ltree)`
}

/** The auditor's sample: reproducible, because the slot was drawn when the record was made (AD-04). */
function inSample(
  eb: Applications | Visits,
  slot: 'application.sample_slot' | 'home_visit.sample_slot',
): Expression<SqlBool> {
  const builder = eb as unknown as ExpressionBuilder<Database, 'application' | 'home_visit'>
  return builder(slot, '<', policyInForce([]).auditSamplePercent)
}

/** Students whom the principal mentors today. */
function mentored(eb: Students | Applications, principal: Principal) {
  return (eb as unknown as ExpressionBuilder<Database, 'pairing'>)
    .selectFrom('pairing')
    .select('pairing.student_id')
    .where('pairing.mentor_account_id', '=', principal.accountId)
    .where('pairing.accepted_on', 'is not', null)
    .where('pairing.ended_on', 'is', null)
}

/** What a delegate is there for, and what they decided themself. */
function awaitedOrOwn(eb: Applications, principal: Principal): Expression<SqlBool> {
  const decided = eb
    .selectFrom('determination')
    .select('determination.application_id')
    .where('determination.confirmed_by', '=', principal.accountId)
  return eb.or([eb('application.status', '=', 'awaitingDetermination'), eb('application.id', 'in', decided)])
}

/** Students whose request waits for the confirmation of the school. */
function awaited(eb: Students) {
  return (eb as unknown as Applications)
    .selectFrom('application')
    .select('application.student_id')
    .where('application.status', '=', 'awaitingDetermination')
}

/** Applications from whose first panel the principal stepped back, before a reconsideration. */
function leftSeats(eb: Applications, principal: Principal) {
  return eb
    .selectFrom('earlier_seat')
    .select('earlier_seat.application_id')
    .where('earlier_seat.account_id', '=', principal.accountId)
    .where('earlier_seat.recused', '=', true)
}

/** Applications on whose panel the principal was named. */
function seats(eb: Applications, principal: Principal) {
  return eb
    .selectFrom('panel_member')
    .select('panel_member.application_id')
    .where('panel_member.account_id', '=', principal.accountId)
}
