import { chinaDay, type DelegationFacts, type Role } from '@sunshine-aid/domain'
import { sql, type Insertable, type Updateable } from 'kysely'
import type { RoleHolder } from '../access/roleHolders.ts'
import type { Trx } from '../database/schema.ts'
import type { Waiting, WorkCall } from '../worklist/sources.ts'
import type { DelegationTable } from './tables.ts'

/** Who may confirm in a head's stead at one of the schools `places` on `today`; as `app.load_principal` says it. */
export async function delegatesOf(trx: Trx, places: readonly string[], today: string): Promise<RoleHolder[]> {
  if (places.length === 0) return []
  const rows = await trx
    .selectFrom('delegation')
    .innerJoin('account', 'account.id', 'delegation.delegate_id')
    .innerJoin('role_assignment as head', join =>
      join
        .onRef('head.account_id', '=', 'delegation.head_id')
        .onRef('head.org_id', '=', 'delegation.school_id')
        .on('head.role', '=', 'schoolHead'),
    )
    .select(['account.id', 'account.name', 'delegation.school_id'])
    .distinct()
    .where('delegation.school_id', 'in', places)
    .where('delegation.accepted_at', 'is not', null)
    .where('delegation.ended_at', 'is', null)
    .where('delegation.valid_from', '<=', today)
    .where('delegation.valid_until', '>=', today)
    .where('account.status', '=', 'active')
    .where('head.valid_from', '<=', today)
    .where(eb => eb.or([eb('head.valid_until', 'is', null), eb('head.valid_until', '>=', today)]))
    .execute()
  return rows.map(({ id, name, school_id }) => ({
    accountId: id,
    name,
    role: 'schoolHead' as const,
    orgId: school_id,
  }))
}

const COLUMNS = [
  'id',
  'school_id',
  'org_path',
  'head_id',
  'head_name',
  'delegate_id',
  'delegate_name',
  'valid_from',
  'valid_until',
  'named_at',
  'accepted_at',
  'ended_at',
  'ended_by_name',
] as const

export type DelegationRow = NonNullable<Awaited<ReturnType<typeof lockDelegation>>>

export function delegationFacts(row: DelegationRow): DelegationFacts {
  return {
    headId: row.head_id,
    delegateId: row.delegate_id,
    until: row.valid_until,
    accepted: row.accepted_at !== null,
    ended: row.ended_at !== null,
  }
}

/** Delegations of a school, newest first; only those of `delegateId` where it is given. */
export function findDelegations(trx: Trx, schoolId: string, delegateId: string | null = null) {
  return trx
    .selectFrom('delegation')
    .select(COLUMNS)
    .where('school_id', '=', schoolId)
    .$if(delegateId !== null, query => query.where('delegate_id', '=', delegateId))
    .orderBy('named_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MAX_DELEGATIONS)
    .execute()
}

export const MAX_DELEGATIONS = 100

/** Locks one until the transaction ends; row-level security bounds it to the caller's school. */
export function lockDelegation(trx: Trx, id: string) {
  return trx.selectFrom('delegation').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()
}

export function insertDelegation(trx: Trx, row: Insertable<DelegationTable>): Promise<DelegationRow> {
  return trx.insertInto('delegation').values(row).returning(COLUMNS).executeTakeFirstOrThrow()
}

export function updateDelegation(
  trx: Trx,
  id: string,
  columns: Updateable<DelegationTable>,
): Promise<DelegationRow> {
  return trx
    .updateTable('delegation')
    .set(columns)
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
}

/** Delegations that wait for this very account to accept them. */
export async function countOffered({ trx, principal, now }: WorkCall): Promise<Waiting> {
  const { count, since } = await trx
    .selectFrom('delegation')
    .select(eb => [eb.fn.countAll<number>().as('count'), eb.fn.min('named_at').as('since')])
    .where('delegate_id', '=', principal.accountId)
    .where('accepted_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('valid_until', '>=', chinaDay(now))
    .executeTakeFirstOrThrow()
  return { count, since, due: null, overdue: 0 }
}

/** Holds a school while somebody is named, so that naming the same person twice at once is one. */
export async function holdDelegations(trx: Trx, schoolId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`delegation ${schoolId}`}, 0))`.execute(trx)
}

/** Name and staff roles at a school or in its classes on `today`; no roles for somebody else. */
export async function findStaffMember(trx: Trx, schoolId: string, accountId: string, today: string) {
  const { rows } = await sql<{ name: string; roles: Role[] }>`
    select account.name, array_agg(distinct held.role) as roles
    from role_assignment held
    join account on account.id = held.account_id and account.status = 'active'
    join org on org.id = held.org_id and (org.id = ${schoolId} or org.parent_id = ${schoolId})
    where held.account_id = ${accountId} and held.role not in ('student', 'guardian')
      and held.valid_from <= ${today}::date and (held.valid_until is null or held.valid_until >= ${today}::date)
    group by account.id`.execute(trx)
  return rows[0]
}
