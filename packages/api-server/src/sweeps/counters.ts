import { Sex, type GroupCount } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import type { CandidateRow } from './candidates.ts'
import type { Proposed, SweptSchool } from './start.ts'

/** Counts of one group of students in the latest sweep of each school below a place. */
export interface CounterRow extends Omit<GroupCount, 'value'> {
  readonly sex: string
  readonly stage: string
  /** `null` where nobody has said where the school lies. */
  readonly area: string | null
}

/** Keeps the sweep in figures, in the transaction of the sweep itself; it becomes the school's latest. */
export async function storeCounters(
  trx: Trx,
  sweepId: string,
  school: SweptSchool,
  students: readonly CandidateRow[],
  proposed: readonly Proposed[],
): Promise<void> {
  await sql`update sweep_counter set latest = false
    where latest and sweep_id in (select id from sweep where school_id = ${school.id})`.execute(trx)
  const rows = Sex.options.map(sex => ({
    sweep_id: sweepId,
    sex,
    org_path: school.path,
    stage: school.stage,
    area: school.area,
    latest: true,
    students: students.filter(student => student.sex === sex).length,
    proposed: proposed.filter(({ student }) => student.sex === sex).length,
  }))
  await trx.insertInto('sweep_counter').values(rows).execute()
}

/** One more proposal of the sweep was taken up. */
export async function countAcceptance(trx: Trx, sweepId: string, sex: Sex): Promise<void> {
  await trx
    .updateTable('sweep_counter')
    .set(eb => ({ accepted: eb('accepted', '+', 1) }))
    .where('sweep_id', '=', sweepId)
    .where('sex', '=', sex)
    .execute()
}

/** Sums of the latest sweeps at or below the place at `path`. */
export async function sumCounters(trx: Trx, path: string): Promise<CounterRow[]> {
  const { rows } = await sql<CounterRow>`
    select sex, stage, area, sum(students)::int as students, sum(proposed)::int as proposed,
      sum(accepted)::int as accepted
    from sweep_counter where latest and org_path <@ ${path}::ltree
    group by sex, stage, area`.execute(trx)
  return rows
}
