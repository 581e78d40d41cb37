import type { Role } from '@sunshine-aid/domain'
import { isWithin } from './reach.ts'
import type { Trx } from '../database/schema.ts'

/** A role that an account in use holds today, and where. */
interface HeldRole {
  readonly account: string
  readonly role: Role
  readonly orgPath: string
}

/** Whether somebody still works where a record belongs, or is of the family that it is about. */
export type Presence = (account: string, recordPath: string) => boolean

/** Asks once for all of `accounts`. A role counts while it is valid, an account while it is in use. */
export async function presenceOf(trx: Trx, accounts: readonly string[], today: string): Promise<Presence> {
  const held = await heldRoles(trx, [...new Set(accounts)], today)
  return (account, recordPath) =>
    held.some(
      role => role.account === account && (isFamilyRole(role.role) || isNear(role.orgPath, recordPath)),
    )
}

const isFamilyRole = (role: Role) => role === 'student' || role === 'guardian'

/** At the record's class or above it; the school's other classes too, since a teacher may have changed class. */
function isNear(held: string, recordPath: string): boolean {
  const school = recordPath.slice(0, recordPath.lastIndexOf('.'))
  return isWithin(recordPath, held) || isWithin(held, school)
}

async function heldRoles(trx: Trx, accounts: readonly string[], today: string): Promise<HeldRole[]> {
  if (accounts.length === 0) return []
  return trx
    .selectFrom('role_assignment as held')
    .innerJoin('account', 'account.id', 'held.account_id')
    .select(['account.id as account', 'held.role', 'held.org_path as orgPath'])
    .where('account.id', 'in', accounts)
    .where('account.status', '=', 'active')
    .where('held.valid_from', '<=', today)
    .where(eb => eb.or([eb('held.valid_until', 'is', null), eb('held.valid_until', '>=', today)]))
    .execute()
}
