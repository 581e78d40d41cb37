import { sql } from 'kysely'
import type { World } from './world/world.ts'

/** Switches row-level security off, or on again, for every table of the world's own database; as the owner. */
export async function setRowSecurity({ api }: World, on: boolean): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace
      and exists (select from pg_policy where polrelid = pg_class.oid)`.execute(api.ownerDb)
  for (const { name } of rows)
    await sql`alter table ${sql.table(name)} ${sql.raw(on ? 'enable' : 'disable')} row level security`.execute(
      api.ownerDb,
    )
}
