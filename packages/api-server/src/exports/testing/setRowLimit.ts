import { sql } from 'kysely'
import type { Trx } from '../../database/schema.ts'

/** Sets how many rows a workbook of the school may have, as a county may decide. */
export async function setRowLimit(trx: Trx, schoolId: string, rows: number): Promise<void> {
  await sql`
    insert into policy_setting (org_id, org_path, key, value, valid_from, grounds, state, proposed_by,
      proposed_by_name, proposed_at, decided_by, decided_by_name, decided_at, effective_from)
    select id, path, 'exportMaxRows', ${JSON.stringify(rows)}::jsonb, '2020-01-01', 'a test', 'approved',
      gen_random_uuid(), 'test', now(), gen_random_uuid(), 'test', now(), '2020-01-01'
    from org where id = ${schoolId}`.execute(trx)
}
