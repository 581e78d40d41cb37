import { reportingPeriod, type Period } from '@sunshine-aid/domain'
import { sql, type RawBuilder } from 'kysely'
import type { Trx } from '../database/schema.ts'
import { freshFacts } from './freshFacts.ts'
import { ruleGroupsOf, type RuleGroup } from './ruleGroups.ts'

/**
 * Counts these students anew for the current period, and moves the counters of their schools by the difference.
 *
 * To be called in the transaction that changed a visit, an episode, a pairing or a student, after the change and
 * as late as possible: it holds the schools' counters until the end (lock order: schools by id), so that two
 * changes in one school follow one another and the sums stay exact.
 */
export async function refreshCoverage(
  trx: Trx,
  { studentIds, now }: { readonly studentIds: readonly string[]; readonly now: Date },
): Promise<void> {
  if (studentIds.length === 0) return
  const period = reportingPeriod(now)
  const schools = await schoolsOf(trx, studentIds, period)
  await lockCounters(trx, schools, period)
  for (const group of await ruleGroupsOf(trx, schools, now)) {
    await storeFacts(trx, period, group, sql`student.id = any (${studentIds}::uuid[])`)
  }
}

/** The schools where the students are now, and those where they are still counted. */
async function schoolsOf(trx: Trx, studentIds: readonly string[], period: Period): Promise<string[]> {
  const { rows } = await sql<{ school_id: string }>`
    select school_id from student where id = any (${studentIds}::uuid[])
    union select school_id from coverage_fact
      where student_id = any (${studentIds}::uuid[]) and period_id = ${period.id}`.execute(trx)
  return rows.map(row => row.school_id)
}

/** Counters of `schools` for `period`, made where there are none, and held until the transaction ends. */
export async function lockCounters(trx: Trx, schools: readonly string[], period: Period): Promise<void> {
  await sql`
    insert into coverage_counter (school_id, period_id, org_path, stage, counted, visited, focus, mentored)
    select id, ${period.id}, path, stage, 0, 0, 0, 0 from org
    where id = any (${schools}::uuid[]) and kind = 'school' order by id
    on conflict do nothing`.execute(trx)
  await sql`
    select from coverage_counter where school_id = any (${schools}::uuid[]) and period_id = ${period.id}
    order by school_id for update`.execute(trx)
}

/**
 * Facts of the group's students for whom `which` holds, and the counters by what changed, in one statement.
 * The counters have to be locked: only then does the statement see what the last holder stored.
 */
export async function storeFacts(
  trx: Trx,
  period: Period,
  group: RuleGroup,
  which: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    with fresh as materialized (${freshFacts(group, which)}),
    stale as (
      select school_id, counted, visited, focus, mentored from coverage_fact
      where period_id = ${period.id} and student_id in (select student_id from fresh)
    ),
    kept as (
      insert into coverage_fact
        (student_id, period_id, org_path, school_id, class_id, counted, visited, focus, mentored)
      select student_id, ${period.id}, org_path, school_id, class_id, counted, visited, focus, mentored from fresh
      on conflict (student_id, period_id) do update
        set org_path = excluded.org_path, school_id = excluded.school_id, class_id = excluded.class_id,
          counted = excluded.counted, visited = excluded.visited, focus = excluded.focus,
          mentored = excluded.mentored
        where (coverage_fact.org_path, coverage_fact.school_id, coverage_fact.class_id, coverage_fact.counted,
            coverage_fact.visited, coverage_fact.focus, coverage_fact.mentored)
          is distinct from (excluded.org_path, excluded.school_id, excluded.class_id, excluded.counted,
            excluded.visited, excluded.focus, excluded.mentored)
    ),
    change as (
      select school_id, sum(sign * counted::int) as counted, sum(sign * visited::int) as visited,
        sum(sign * focus::int) as focus, sum(sign * mentored::int) as mentored
      from (
        select 1 as sign, school_id, counted, visited, focus, mentored from fresh
        union all select -1, school_id, counted, visited, focus, mentored from stale
      ) as both_sides
      group by school_id
    )
    update coverage_counter
    set counted = coverage_counter.counted + change.counted, visited = coverage_counter.visited + change.visited,
      focus = coverage_counter.focus + change.focus, mentored = coverage_counter.mentored + change.mentored
    from change
    where coverage_counter.school_id = change.school_id and coverage_counter.period_id = ${period.id}
      and (change.counted, change.visited, change.focus, change.mentored) <> (0, 0, 0, 0)`.execute(trx)
}
