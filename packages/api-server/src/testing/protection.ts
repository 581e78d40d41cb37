import { sql } from 'kysely'
import type { Db } from '../database/schema.ts'

/** Tables with `org_path` whose rows row-level security does not guard, or not against the owner (trust rule 3). */
export async function unprotectedTables(owner: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_path' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
      and not (c.relrowsecurity and c.relforcerowsecurity
        and exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd in ('r', '*')))
    order by 1`.execute(owner)
  return rows.map(({ name }) => name)
}

/** Tables that requests can read without any row-level security; each needs a reason. */
export async function openTables(owner: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind in ('r', 'p', 'v', 'm') and relnamespace = 'public'::regnamespace and not relrowsecurity
      and has_table_privilege('sunshine_app', oid, 'select, insert, update, delete')
    order by 1`.execute(owner)
  return rows.map(({ name }) => name)
}
