import type { Trx } from '../database/schema.ts'

/** Names of the students of these requests, where the transaction sees them. */
export async function studentNames(trx: Trx, applications: readonly string[]): Promise<string[]> {
  if (applications.length === 0) return []
  const rows = await trx
    .selectFrom('application')
    .innerJoin('student', 'student.id', 'application.student_id')
    .select('student.name')
    .where('application.id', 'in', applications)
    .execute()
  return rows.map(({ name }) => name)
}

/** Names of staff by their account. */
export async function staffNames(
  trx: Trx,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await trx.selectFrom('account').select(['id', 'name']).where('id', 'in', accounts).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
