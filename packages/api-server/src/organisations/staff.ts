import type { Role } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'

export interface StaffRow {
  readonly accountId: string
  readonly name: string
  readonly roles: Role[]
}

/** Everybody who holds a staff role at the school or in one of its classes on `today`; at most 500, by name. */
export async function listStaffOf(
  trx: Trx,
  schoolId: string,
  role: Role | undefined,
  today: string,
): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    select account.id as "accountId", account.name, array_agg(distinct held.role order by held.role) as roles
    from role_assignment held
    join account on account.id = held.account_id and account.status = 'active'
    join org on org.id = held.org_id and (org.id = ${schoolId} or org.parent_id = ${schoolId})
    where held.role not in ('student', 'guardian')
      and held.valid_from <= ${today}::date and (held.valid_until is null or held.valid_until >= ${today}::date)
    group by account.id
    having ${role ?? null}::text is null or ${role ?? null}::text = any (array_agg(held.role))
    order by account.name collate "zh-x-icu", account.id
    limit 500`.execute(trx)
  return rows
}
