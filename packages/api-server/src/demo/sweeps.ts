import { addDays, chinaDay } from '@sunshine-aid/domain'
import type { Trx } from '../database/schema.ts'
import { findSweptSchool, startSweepOf } from '../sweeps/start.ts'
import type { SchoolPlan } from './plan.ts'

/** The county whose schools have all made a sweep, so that its fairness check has figures. */
const SWEPT_COUNTY = '320585'
/** Days since then; where it is longer than the policy gives, confirmations are late. */
const DAYS_AGO = { wuxi: 33, other: 3 } as const

/** Sweeps of the demo schools and their neighbours, by the rule itself, over the facts that were stored before. */
export async function sweepSchools(trx: Trx, plans: readonly SchoolPlan[], now: Date): Promise<void> {
  for (const { id, key, county } of plans) {
    if (key === null && county.code !== SWEPT_COUNTY) continue
    const school = await findSweptSchool(trx, id)
    const officer = await trx
      .selectFrom('role_assignment as held')
      .innerJoin('account', 'account.id', 'held.account_id')
      .select(['account.id as accountId', 'account.name'])
      .where('held.org_id', '=', id)
      .where('held.role', '=', 'aidOfficer')
      .orderBy('account.id')
      .executeTakeFirst()
    if (!school || !officer) continue
    const day = addDays(chinaDay(now), -(key === 'wuxi' ? DAYS_AGO.wuxi : DAYS_AGO.other))
    await startSweepOf({ trx, principal: officer, now: new Date(`${day}T02:00:00.000Z`) }, school)
  }
}
