import type { ReadingAlert } from '@sunshine-aid/api-contract'
import { chinaDay, type Role } from '@sunshine-aid/domain'
import type { WorkCall } from '../worklist/sources.ts'
import type { ReadingRow } from './readingQueries.ts'

/** The rows with the names that stand beside them: of staff and schools, never of a child. */
export async function readingReplies(
  call: Pick<WorkCall, 'trx' | 'now'>,
  rows: readonly ReadingRow[],
): Promise<(row: ReadingRow) => ReadingAlert> {
  const readers = await readersOf(call, rows)
  const schools = await schoolsOf(call, rows)
  return row => {
    const reader = readers.get(row.account_id)
    return {
      id: row.id,
      name: reader?.name ?? '—',
      role: reader?.role ?? null,
      schoolName: schools.get(row.school_id) ?? '—',
      day: row.day,
      files: row.files,
      listed: row.listed,
      outcome: row.outcome,
      closedByName: row.closed_by_name,
    }
  }
}

async function readersOf({ trx, now }: Pick<WorkCall, 'trx' | 'now'>, rows: readonly ReadingRow[]) {
  const ids = [...new Set(rows.map(({ account_id }) => account_id))]
  if (ids.length === 0) return new Map<string, { readonly name: string; readonly role: Role | null }>()
  const today = chinaDay(now)
  const found = await trx
    .selectFrom('account')
    .leftJoin('role_assignment as held', 'held.account_id', 'account.id')
    .select(['account.id', 'account.name', 'held.role', 'held.valid_until'])
    .where('account.id', 'in', ids)
    .orderBy(eb => eb.or([eb('held.valid_until', 'is', null), eb('held.valid_until', '>=', today)]))
    .orderBy('held.role')
    .execute()
  // The last to be set wins: a role that still holds.
  return new Map(found.map(({ id, name, role }) => [id, { name, role }]))
}

async function schoolsOf({ trx }: Pick<WorkCall, 'trx'>, rows: readonly ReadingRow[]) {
  const ids = [...new Set(rows.map(({ school_id }) => school_id))]
  if (ids.length === 0) return new Map<string, string>()
  const found = await trx.selectFrom('org').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(found.map(({ id, name }) => [id, name]))
}
