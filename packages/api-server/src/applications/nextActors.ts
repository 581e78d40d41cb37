import { chinaDay, type NextActor, type Role } from '@sunshine-aid/domain'
import { roleHolders } from '../access/roleHolders.ts'
import { delegatesOf } from '../delegations/queries.ts'
import type { Trx } from '../database/schema.ts'

/** What a row says of who must act next. */
export interface Waiting {
  readonly next_role: Role | null
  readonly next_accounts: readonly string[]
  readonly next_since: Date | null
  readonly status_since: Date
  readonly school_id: string
  readonly class_id: string
}

const MAX_NAMES = 5
/** Whose name is personal: it is not told to everybody who sees where a request stands. */
const FAMILY: ReadonlySet<Role> = new Set<Role>(['student', 'guardian'])

/**
 * Finds who must act next in each of `rows`: the people whom the record names, else all who hold the role at the
 * school or class today; up to five, sorted. Two queries, however many rows.
 */
export async function nextActors(
  trx: Trx,
  rows: readonly Waiting[],
  now: Date,
): Promise<(row: Waiting) => NextActor | null> {
  const open = rows.filter(row => row.next_role !== null && !FAMILY.has(row.next_role))
  const named = await namesOf(trx, [...new Set(open.flatMap(row => row.next_accounts))])
  const holders = await holdersByPlace(
    trx,
    open.filter(row => row.next_accounts.length === 0),
    chinaDay(now),
  )
  return row => {
    if (row.next_role === null) return null
    const names = row.next_accounts.length > 0 ? row.next_accounts.map(id => named.get(id)) : holders(row)
    return {
      role: row.next_role,
      names: firstOf(names),
      since: (row.next_since ?? row.status_since).toISOString(),
    }
  }
}

function firstOf(names: readonly (string | undefined)[]): string[] {
  const known = [...new Set(names)].filter(name => name !== undefined)
  return known.sort((a, b) => a.localeCompare(b, 'zh-CN')).slice(0, MAX_NAMES)
}

async function namesOf(trx: Trx, accounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (accounts.length === 0) return new Map()
  const rows = await trx.selectFrom('account').select(['id', 'name']).where('id', 'in', accounts).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function holdersByPlace(trx: Trx, rows: readonly Waiting[], today: string) {
  const roles = [...new Set(rows.map(row => row.next_role))].filter(role => role !== null)
  const places = [...new Set(rows.flatMap(row => [row.school_id, row.class_id]))]
  const held = [
    ...(await roleHolders(trx, roles, places, today)),
    // Whoever may confirm in a head's stead is next as well (F1).
    ...(roles.includes('schoolHead') ? await delegatesOf(trx, places, today) : []),
  ]
  return (row: Waiting) =>
    held
      .filter(
        ({ role, orgId }) => role === row.next_role && (orgId === row.class_id || orgId === row.school_id),
      )
      .map(({ name }) => name)
}
