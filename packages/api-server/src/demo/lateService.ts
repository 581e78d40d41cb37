import { addDays, chinaDay } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import type { SchoolPlan } from './plan.ts'

/** More than the ten school days within which it is to begin (`serviceStartDays`), but where a vacation lies between. */
const DAYS_LATE = 21

/**
 * At the primary demo school one agreed service has not begun though its day has passed, so that the work list and
 * the tab of services to start have something to show. Its day is that of the determination, which froze it.
 */
export async function delayService(trx: Trx, plans: readonly SchoolPlan[], now: Date): Promise<void> {
  const school = plans.find(({ key }) => key === 'taicang')
  if (!school) return
  await sql`
    update aid_service set status = 'planned'
    where id = (
      select service.id from aid_service service
        join episode on episode.id = service.episode_id
        join determination on determination.episode_id = episode.id
      where episode.school_id = ${school.id} and episode.status = 'active'
        and service.starts_on <= ${addDays(chinaDay(now), -DAYS_LATE)}::date
      order by service.starts_on desc, service.id
      limit 1
    )`.execute(trx)
}
