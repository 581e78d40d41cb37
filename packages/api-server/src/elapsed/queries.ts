import type { StayCount } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'

/** The histogram of a place: counters of its schools, added up; no case is read. */
export async function countStays(trx: Trx, orgPath: string, months: readonly string[]): Promise<StayCount[]> {
  if (months.length === 0) return []
  return trx
    .selectFrom('elapsed_count')
    .select(['month', 'status', 'half_days as halfDays'])
    .select(eb => eb.fn.sum<number>('n').as('n'))
    .where('month', 'in', months)
    .where(sql<boolean>`org_path <@ ${orgPath}::ltree`)
    .groupBy(['month', 'status', 'half_days'])
    .execute()
}
