import { chinaDay, halfDaysOf, type ApplicationStatus } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'

/** A request leaves a state: its stay is counted for the school and the month, never for the child (AP-33). */
export async function countStay(
  trx: Trx,
  stay: { readonly school_id: string; readonly status: ApplicationStatus; readonly status_since: Date },
  now: Date,
): Promise<void> {
  const took = halfDaysOf(now.getTime() - stay.status_since.getTime())
  const month = chinaDay(now).slice(0, 7)
  await sql`select app.count_stay(${stay.school_id}::uuid, ${month}, ${stay.status}, ${took}::smallint)`.execute(
    trx,
  )
}
