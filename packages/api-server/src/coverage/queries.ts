import type { Count, Indicator, SchoolStage } from '@sunshine-aid/domain'
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import { reachableStudents } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { PageRequest } from '../http/paging.ts'

/** Columns of an indicator, in `coverage_counter` as sums and in `coverage_fact` as facts (F3). */
const COLUMNS: Readonly<
  Record<Indicator, { readonly counted: RawBuilder<unknown>; readonly covered: RawBuilder<unknown> }>
> = {
  homeVisitCoverage: { counted: sql.ref('counted'), covered: sql.ref('visited') },
  mentorCoverage: { counted: sql.ref('focus'), covered: sql.ref('mentored') },
}

/** Counts of one row of a report and one stage. */
export interface CountRow extends Count {
  /** Path of the organisation directly below the region, or id of the class. */
  readonly key: string
  readonly stage: SchoolStage
}

/** Counts of everything directly below the region at `path`, summed from the counters of its schools. */
export async function countsBelow(
  trx: Trx,
  path: string,
  indicator: Indicator,
  periodId: string,
): Promise<CountRow[]> {
  const { counted, covered } = COLUMNS[indicator]
  const { rows } = await sql<CountRow>`
    select subltree(org_path, 0, nlevel(${path}::ltree) + 1) as key, stage,
      sum(${counted})::int as counted, sum(${covered})::int as covered
    from coverage_counter
    where period_id = ${periodId} and org_path <@ ${path}::ltree and nlevel(org_path) > nlevel(${path}::ltree)
    group by key, stage`.execute(trx)
  return rows
}

/** Counts of one school. */
export async function countsOf(
  trx: Trx,
  schoolId: string,
  indicator: Indicator,
  periodId: string,
): Promise<CountRow[]> {
  const { counted, covered } = COLUMNS[indicator]
  const { rows } = await sql<CountRow>`
    select org_path as key, stage, ${counted} as counted, ${covered} as covered from coverage_counter
    where school_id = ${schoolId} and period_id = ${periodId}`.execute(trx)
  return rows
}

/** Counts of the classes of one school, from the facts of its students; for those who may see the students. */
export async function countsByClass(
  trx: Trx,
  schoolId: string,
  indicator: Indicator,
  periodId: string,
): Promise<CountRow[]> {
  const { counted, covered } = COLUMNS[indicator]
  const { rows } = await sql<CountRow>`
    select class_id as key, (select stage from org where id = ${schoolId}) as stage,
      (count(*) filter (where ${counted}))::int as counted, (count(*) filter (where ${covered}))::int as covered
    from coverage_fact where school_id = ${schoolId} and period_id = ${periodId}
    group by class_id`.execute(trx)
  return rows
}

export interface GapRow {
  readonly student_id: string
  readonly student_name: string
  readonly class_id: string
  readonly class_name: string
}

/**
 * Students of a school within reach who are counted but not covered, by name; one row more than `page.limit`.
 * As many as the report's counted minus covered, for whoever reaches the whole school (D2).
 */
export function listGapRows(
  trx: Trx,
  principal: Principal,
  gap: {
    readonly schoolId: string
    readonly classId: string | undefined
    readonly indicator: Indicator
    readonly periodId: string
  },
  page: PageRequest,
): Promise<GapRow[]> {
  const { schoolId, classId, indicator, periodId } = gap
  return trx
    .selectFrom('coverage_fact')
    .innerJoin('student', 'student.id', 'coverage_fact.student_id')
    .innerJoin('org as class', 'class.id', 'student.class_id')
    .select([
      'student.id as student_id',
      'student.name as student_name',
      'class.id as class_id',
      'class.name as class_name',
    ])
    .where('coverage_fact.school_id', '=', schoolId)
    .where('coverage_fact.period_id', '=', periodId)
    .where(isUncovered(indicator))
    .where(reachableStudents(principal, 'gap.read'))
    .where(eb => (classId === undefined ? eb.lit(true) : eb('student.class_id', '=', classId)))
    .$if(page.after !== null, query => query.where(after(page)))
    .orderBy('student.name')
    .orderBy('student.id')
    .limit(page.limit + 1)
    .execute()
}

function isUncovered(indicator: Indicator): Expression<SqlBool> {
  return indicator === 'homeVisitCoverage'
    ? sql<SqlBool>`coverage_fact.counted and not coverage_fact.visited`
    : sql<SqlBool>`coverage_fact.focus and not coverage_fact.mentored`
}

function after({ after: position }: PageRequest): Expression<SqlBool> {
  const [name, id] = position ?? []
  return sql<SqlBool>`(student.name, student.id) > (${name}, ${id}::uuid)`
}
