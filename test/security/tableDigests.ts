import { sql } from 'kysely'
import type { World } from './world/world.ts'

/** What every answer may write: that it was given, and the reply under its key. */
const TRAILS = new Set([
  'audit_event',
  'audit_head',
  'audit_anchor',
  'idempotency_record',
  // How much somebody has read in a day.
  'file_seen',
  'reads_per_day',
])

/** Number and content of the rows of every other table: equal before and after means that nothing was written. */
export async function tableDigests(world: World): Promise<Readonly<Record<string, string>>> {
  return world.asOwner(async trx => {
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      order by 1`.execute(trx)
    const digests: Record<string, string> = {}
    for (const { name } of rows.filter(row => !TRAILS.has(row.name))) {
      const { rows: found } = await sql<{ digest: string }>`
        select count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as digest
        from ${sql.table(name)} t`.execute(trx)
      digests[name] = found[0]!.digest
    }
    return digests
  })
}
