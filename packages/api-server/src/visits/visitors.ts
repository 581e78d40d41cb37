import { chinaDay, reachOf, ROLES, type Role, type Visitor } from '@sunshine-aid/domain'
import { roleHolders } from '../access/roleHolders.ts'
import type { Trx } from '../database/schema.ts'

interface Place {
  readonly id: string
  readonly school_id: string
  readonly class_id: string
}

/** Who may write a visit down, with the roles that let them. */
export interface PossibleVisitor {
  readonly accountId: string
  readonly name: string
  readonly roles: Role[]
}

const BY_PLACE: readonly Role[] = ROLES.filter(role => reachOf('visit.record', role) === 'place')

/**
 * Colleagues who may write a visit to `student` down today, by name: those who hold a role at the class or the
 * school that reaches it, and the student's mentors (F2).
 */
export async function findVisitors(trx: Trx, student: Place, now: Date): Promise<PossibleVisitor[]> {
  const today = chinaDay(now)
  const places = [student.class_id, student.school_id]
  const held = await roleHolders(trx, BY_PLACE, places, today)
  const mentors = await roleHolders(trx, ['mentor'], [student.school_id], today)
  const guiding = await mentorsOf(trx, student.id)
  return byAccount([...held, ...mentors.filter(({ accountId }) => guiding.has(accountId))])
}

async function mentorsOf(trx: Trx, studentId: string): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('pairing')
    .select('mentor_account_id')
    .where('student_id', '=', studentId)
    .where('accepted_on', 'is not', null)
    .where('ended_on', 'is', null)
    .execute()
  return new Set(rows.map(row => row.mentor_account_id))
}

function byAccount(
  holders: readonly { readonly accountId: string; readonly name: string; readonly role: Role }[],
): PossibleVisitor[] {
  const found = new Map<string, PossibleVisitor>()
  for (const { accountId, name, role } of holders) {
    const known = found.get(accountId)
    if (!known) found.set(accountId, { accountId, name, roles: [role] })
    else if (!known.roles.includes(role)) known.roles.push(role)
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
}

/** Who was asked to visit the student and has not yet; `null` for nobody. */
export async function askedVisitor(trx: Trx, studentId: string): Promise<Visitor | null> {
  const row = await trx
    .selectFrom('visit_plan')
    .select(['assignee_id', 'assignee_role'])
    .where('student_id', '=', studentId)
    .where('state', '=', 'planned')
    .executeTakeFirst()
  return row ? { accountId: row.assignee_id, role: row.assignee_role } : null
}
