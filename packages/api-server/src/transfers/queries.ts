import type { Permission, SchoolStage } from '@sunshine-aid/domain'
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
import type { TransferTable } from '../episodes/tables.ts'
import type { PageRequest, Position } from '../http/paging.ts'

const COLUMNS = [
  'id',
  'episode_id',
  'org_path',
  'from_school_id',
  'from_school_name',
  'to_path',
  'to_school_id',
  'to_school_name',
  'student_name',
  'stage',
  'aid_categories',
  'summary',
  'status',
  'offered_by_name',
  'offered_at',
  'answer_by',
  'answered_by_name',
  'answered_at',
  'refusal',
  'refusal_text',
  'new_episode_id',
  'version',
] as const

export type Direction = 'incoming' | 'outgoing'
export type TransferRow = NonNullable<Awaited<ReturnType<typeof findTransferOf>>>
type Transfers = ExpressionBuilder<Database, 'transfer'>

const SCHOOL = { incoming: 'to_school_id', outgoing: 'from_school_id' } as const

/** Offers from or to the very schools where `permission` is held. */
function reachable(principal: Principal, permission: Permission, direction: Direction) {
  return (eb: Transfers): Expression<SqlBool> =>
    eb.or(
      grants(principal, permission)
        .filter(({ reach, assignment }) => reach === 'place' && assignment.orgKind === 'school')
        .map(({ assignment }) => eb(SCHOOL[direction], '=', assignment.orgId)),
    )
}

/** One row more than `page.limit`, newest first. */
export function selectTransfers(trx: Trx, principal: Principal, direction: Direction, page: PageRequest) {
  return trx
    .selectFrom('transfer')
    .select(COLUMNS)
    .where(reachable(principal, 'transfer.read', direction))
    .where(eb => (page.after ? before(page.after) : eb.lit(true)))
    .orderBy('offered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

function before([at, id]: Position): Expression<SqlBool> {
  return sql`(offered_at, id) < (${at}::timestamptz, ${id}::uuid)`
}

/** The offer of an episode that stands, or the newest. */
export function findTransferOf(trx: Trx, episodeId: string) {
  return trx
    .selectFrom('transfer')
    .select(COLUMNS)
    .where('episode_id', '=', episodeId)
    .orderBy(eb => eb('status', '=', 'offered'), 'desc')
    .orderBy('offered_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** An offer to the principal's school, held until the transaction ends; `undefined` where there is none. */
export function lockIncoming(trx: Trx, principal: Principal, id: string) {
  return trx
    .selectFrom('transfer')
    .select(COLUMNS)
    .where('id', '=', id)
    .where(reachable(principal, 'transfer.manage', 'incoming'))
    .forUpdate()
    .executeTakeFirst()
}

export function findTransfer(trx: Trx, id: string): Promise<TransferRow> {
  return trx.selectFrom('transfer').select(COLUMNS).where('id', '=', id).executeTakeFirstOrThrow()
}

export async function insertTransfer(trx: Trx, row: Insertable<TransferTable>): Promise<void> {
  await trx.insertInto('transfer').values(row).execute()
}

export async function updateTransfer(
  trx: Trx,
  id: string,
  columns: Updateable<TransferTable>,
): Promise<void> {
  await trx
    .updateTable('transfer')
    .set(eb => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

interface SchoolRow {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly stage: SchoolStage
  readonly county_name: string
}

/** Open schools anywhere whose name contains `words`: no more of them than their sign says. */
export async function findSchools(trx: Trx, words: string, limit: number): Promise<SchoolRow[]> {
  const { rows } = await sql<SchoolRow>`
    select id, name, path, stage, county_name from app.schools_named(${words}, null, ${limit})`.execute(trx)
  return rows
}

export async function findSchool(trx: Trx, id: string): Promise<SchoolRow | null> {
  const { rows } = await sql<SchoolRow>`
    select id, name, path, stage, county_name from app.schools_named('', ${id}::uuid, 1)`.execute(trx)
  return rows[0] ?? null
}
