import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import type { Tables } from './rows.ts'

/**
 * Stores rows that all have the same columns in one statement, whatever their number: they travel as one JSON
 * text. `again` leaves those that are there already.
 */
export async function insertRows(
  trx: Trx,
  table: keyof Tables,
  rows: readonly object[],
  again: boolean,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map(column => sql.ref(column)))
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
    ${again ? sql`on conflict do nothing` : sql``}`.execute(trx)
}
