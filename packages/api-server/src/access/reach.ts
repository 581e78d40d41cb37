import { policyInForce, reachOf, type Permission, type Reach } from '@sunshine-aid/domain'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Assignment, Principal } from '../database/principal.ts'
import type { Database } from '../database/schema.ts'

type Students = ExpressionBuilder<Database, 'student'>
type Applications = ExpressionBuilder<Database, 'application'>

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
        if (reach === 'assigned') return eb('student.id', 'in', mentored(eb, principal))
        if (reach === 'sample')
          return eb.and([atPlace(eb, 'student', assignment), eb('student.id', 'in', sampledStudents(eb))])
        return eb.lit(false)
      }),
    )
}

/** The applications whom `permission` reaches for `principal`; see `reachableStudents`. */
export function reachableApplications(principal: Principal, permission: Permission) {
  return (eb: Applications): Expression<SqlBool> =>
    eb.or(
      grants(principal, permission).map(({ reach, assignment }) => {
        if (reach === 'place') return atPlace(eb, 'application', assignment)
        if (reach === 'own') return eb('application.student_id', '=', principal.studentId ?? NOBODY)
        if (reach === 'sample') return sampled(eb, assignment)
        if (reach === 'assigned') {
          return assignment.role === 'mentor'
            ? eb('application.student_id', 'in', mentored(eb, principal))
            : eb('application.id', 'in', seated(eb, principal))
        }
        return eb.lit(false)
      }),
    )
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

interface Grant {
  readonly reach: Reach
  readonly assignment: Assignment
}

/** The principal's assignments that give `permission`, with how far. */
export function grants(principal: Principal, permission: Permission): Grant[] {
  return principal.assignments.flatMap(assignment => {
    const reach = reachOf(permission, assignment.role)
    return reach === null ? [] : [{ reach, assignment }]
  })
}

/** At or below the place where the role is held. School and class have columns of their own, for their indexes. */
function atPlace(
  eb: Students | Applications,
  table: 'student' | 'application',
  { orgKind, orgId, orgPath }: Assignment,
): Expression<SqlBool> {
  const builder = eb as ExpressionBuilder<Database, 'student' | 'application'>
  if (orgKind === 'class') return builder(`${table}.class_id`, '=', orgId)
  if (orgKind === 'school') return builder(`${table}.school_id`, '=', orgId)
  return sql<SqlBool>`${builder.ref(`${table}.org_path`)} <@ ${orgPath}::ltree`
}

/** The auditor's sample: reproducible, because the slot was drawn when the record was made (AD-04). */
function sampled(eb: Applications, assignment: Assignment): Expression<SqlBool> {
  const { auditSamplePercent } = policyInForce([])
  return eb.and([
    atPlace(eb, 'application', assignment),
    eb('application.sample_slot', '<', auditSamplePercent),
  ])
}

/** The students of the auditor's sampled cases. */
function sampledStudents(eb: Students) {
  return eb
    .selectFrom('application')
    .select('application.student_id')
    .where('application.sample_slot', '<', policyInForce([]).auditSamplePercent)
}

/** Students whom the principal mentors today. */
function mentored(eb: Students | Applications, principal: Principal) {
  return (eb as ExpressionBuilder<Database, 'pairing'>)
    .selectFrom('pairing')
    .select('pairing.student_id')
    .where('pairing.mentor_account_id', '=', principal.accountId)
    .where('pairing.accepted_on', 'is not', null)
    .where('pairing.ended_on', 'is', null)
}

/** Applications on whose panel the principal sits; a recused member reads nothing more (D6). */
function seated(eb: Applications, principal: Principal) {
  return eb
    .selectFrom('panel_member')
    .select('panel_member.application_id')
    .where('panel_member.account_id', '=', principal.accountId)
    .where('panel_member.recused', 'is', null)
}
