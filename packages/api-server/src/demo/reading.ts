import { addDays, chinaDay } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import type { SchoolPlan } from './plan.ts'

/** In each demo school the second officer has opened unusually many files the day before. */
export async function addReading(trx: Trx, plans: readonly SchoolPlan[], now: Date): Promise<void> {
  const day = addDays(chinaDay(now), -1)
  for (const { key, id, path } of plans) {
    if (!key) continue
    await sql`
      insert into reads_per_day (account_id, day, school_id, org_path, files, listed)
      select account.id, ${day}::date, ${id}::uuid, ${path}::ltree, 214, 380
      from account where subject = ${`${key}-officer-2`}`.execute(trx)
  }
}
