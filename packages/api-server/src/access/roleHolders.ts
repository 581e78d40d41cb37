import type { Role } from '@sunshine-aid/domain'
import type { Trx } from '../database/schema.ts'

export interface RoleHolder {
  readonly accountId: string
  readonly name: string
  readonly role: Role
  readonly orgId: string
}

/** Who holds one of `roles` at one of the very organisations `places` on `today`, with an account that is in use. */
export async function roleHolders(
  trx: Trx,
  roles: readonly Role[],
  places: readonly string[],
  today: string,
): Promise<RoleHolder[]> {
  if (roles.length === 0 || places.length === 0) return []
  const rows = await trx
    .selectFrom('role_assignment as held')
    .innerJoin('account', 'account.id', 'held.account_id')
    .select(['account.id', 'account.name', 'held.role', 'held.org_id'])
    .where('held.role', 'in', roles)
    .where('held.org_id', 'in', places)
    .where('held.valid_from', '<=', today)
    .where(eb => eb.or([eb('held.valid_until', 'is', null), eb('held.valid_until', '>=', today)]))
    .where('account.status', '=', 'active')
    .execute()
  return rows.map(({ id, name, role, org_id }) => ({ accountId: id, name, role, orgId: org_id }))
}
