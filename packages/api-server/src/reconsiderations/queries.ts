import type { EarlierPanel } from '@sunshine-aid/domain'
import { sql, type Insertable } from 'kysely'
import type { Trx } from '../database/schema.ts'
import type { EarlierSeatTable, ReconsiderationTable } from '../database/tables.ts'

/** Who judged a request before its reconsideration; `null` when there was none. */
export async function findEarlierPanel(trx: Trx, applicationId: string): Promise<EarlierPanel | null> {
  const seats = await trx
    .selectFrom('earlier_seat')
    .select(['account_id', 'chair', 'recused'])
    .where('application_id', '=', applicationId)
    .orderBy('account_id')
    .execute()
  if (seats.length === 0) return null
  return {
    chair: seats.find(({ chair }) => chair)?.account_id ?? '',
    members: seats.map(({ account_id }) => account_id),
    recused: seats.filter(({ recused }) => recused).map(({ account_id }) => account_id),
  }
}

export function findReconsideration(trx: Trx, applicationId: string) {
  return trx
    .selectFrom('reconsideration')
    .select(['asked_by_name', 'asked_at', 'new_facts', 'panel_sealed'])
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
}

/**
 * Archives the first panel, with its seats to the last column as they are, and makes room for the second: the one
 * cannot happen without the other.
 */
export async function archivePanel(
  trx: Trx,
  row: Omit<Insertable<ReconsiderationTable>, 'seats'>,
  seats: readonly Insertable<EarlierSeatTable>[],
): Promise<void> {
  const raw = sql<string>`(select coalesce(jsonb_agg(to_jsonb(panel_member) order by account_id), '[]')
    from panel_member where application_id = ${row.application_id}::uuid)`
  await trx
    .insertInto('reconsideration')
    .values({ ...row, seats: raw })
    .execute()
  await trx.insertInto('earlier_seat').values(seats).execute()
  await sql`select app.clear_panel(${row.application_id}::uuid)`.execute(trx)
}
