import type { NoticeState, Permission } from '@sunshine-aid/domain'
import {
  sql,
  type Expression,
  type ExpressionBuilder,
  type Insertable,
  type SqlBool,
  type Updateable,
} from 'kysely'
import { grants } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Database, Trx } from '../database/schema.ts'
import type { WithdrawalNoticeTable } from '../episodes/tables.ts'
import type { PageRequest, Position } from '../http/paging.ts'

type Notices = ExpressionBuilder<Database, 'withdrawal_notice'>
export type NoticeRow = Awaited<ReturnType<ReturnType<typeof notices>['execute']>>[number]

function reachable(principal: Principal, permission: Permission) {
  return (eb: Notices): Expression<SqlBool> =>
    eb.or(
      grants(principal, permission).map(({ reach, assignment: { orgKind, orgId, orgPath } }) => {
        if (reach !== 'place') return eb.lit(false)
        return orgKind === 'school'
          ? eb('withdrawal_notice.school_id', '=', orgId)
          : sql<SqlBool>`withdrawal_notice.org_path = ${orgPath}::ltree`
      }),
    )
}

function notices(trx: Trx) {
  return trx
    .selectFrom('withdrawal_notice')
    .innerJoin('student', 'student.id', 'withdrawal_notice.student_id')
    .innerJoin('org as school', 'school.id', 'withdrawal_notice.school_id')
    .innerJoin('org as class', 'class.id', 'student.class_id')
    .select([
      'withdrawal_notice.id',
      'withdrawal_notice.student_id',
      'withdrawal_notice.org_path',
      'withdrawal_notice.school_id',
      'withdrawal_notice.kind',
      'withdrawal_notice.reason',
      'withdrawal_notice.planned_on',
      'withdrawal_notice.note',
      'withdrawal_notice.status',
      'withdrawal_notice.filed_by_name',
      'withdrawal_notice.filed_at',
      'withdrawal_notice.tried',
      'withdrawal_notice.acknowledged_by_name',
      'withdrawal_notice.acknowledged_at',
      'withdrawal_notice.version',
      'student.name as student_name',
      'student.stage',
      'school.name as school_name',
      'class.name as class_name',
    ])
}

/** One row more than `page.limit`: those that wait first, the nearest day first. */
export function selectNotices(
  trx: Trx,
  principal: Principal,
  state: NoticeState | undefined,
  page: PageRequest,
) {
  return notices(trx)
    .where(reachable(principal, 'notice.read'))
    .where(eb => (state ? eb('withdrawal_notice.status', '=', state) : eb.lit(true)))
    .where(eb => (page.after ? after(page.after) : eb.lit(true)))
    .orderBy('withdrawal_notice.status', 'desc')
    .orderBy('withdrawal_notice.planned_on')
    .orderBy('withdrawal_notice.id')
    .limit(page.limit + 1)
    .execute()
}

/** `filed` stands after `acknowledged`, and comes first. */
function after([status, day, id]: Position): Expression<SqlBool> {
  return sql`(withdrawal_notice.status < ${status} or (withdrawal_notice.status = ${status}
    and (withdrawal_notice.planned_on, withdrawal_notice.id) > (${day}::date, ${id}::uuid)))`
}

export function findNotice(trx: Trx, id: string): Promise<NoticeRow> {
  return notices(trx).where('withdrawal_notice.id', '=', id).executeTakeFirstOrThrow()
}

/** Locks a notice that the principal may acknowledge; `undefined` where there is none. */
export function lockNotice(trx: Trx, principal: Principal, id: string) {
  return trx
    .selectFrom('withdrawal_notice')
    .select(['id', 'status', 'version', 'school_id', 'org_path', 'student_id'])
    .where('withdrawal_notice.id', '=', id)
    .where(reachable(principal, 'notice.acknowledge'))
    .forUpdate()
    .executeTakeFirst()
}

/** What decides whether a notice may be filed for a student. */
export async function findNoticeFacts(trx: Trx, studentId: string) {
  const row = await trx
    .selectFrom('student')
    .select('student.enrolment')
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('withdrawal_notice')
            .select('withdrawal_notice.id')
            .whereRef('withdrawal_notice.student_id', '=', 'student.id')
            .where('withdrawal_notice.status', '=', 'filed'),
        )
        .as('open'),
    )
    .where('student.id', '=', studentId)
    .executeTakeFirstOrThrow()
  return { enrolled: row.enrolment === 'enrolled', noticeOpen: Boolean(row.open) }
}

export async function insertNotice(trx: Trx, row: Insertable<WithdrawalNoticeTable>): Promise<void> {
  await trx.insertInto('withdrawal_notice').values(row).execute()
}

export async function updateNotice(
  trx: Trx,
  id: string,
  columns: Updateable<WithdrawalNoticeTable>,
): Promise<void> {
  await trx
    .updateTable('withdrawal_notice')
    .set(eb => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
