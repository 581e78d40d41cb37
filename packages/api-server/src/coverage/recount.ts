import { reportingPeriod } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Db, Trx } from '../database/schema.ts'
import { inFullScope } from '../database/scope.ts'
import { lockCounters, storeFacts } from './facts.ts'
import { freshFacts } from './freshFacts.ts'
import { ruleGroupsOf } from './ruleGroups.ts'

/** Schools that are counted in one transaction. */
const BATCH = 200

/**
 * Counts all schools anew, as the owner: after a period began, and to repair. Right at any time and as often as
 * one likes; a few schools a transaction, so that nobody waits long.
 */
export async function recountCoverage(
  owner: Db,
  { now, signal }: { readonly now: Date; readonly signal?: AbortSignal },
): Promise<void> {
  for await (const schools of schoolBatches(owner, now)) {
    signal?.throwIfAborted()
    await inFullScope(owner, now, trx => recountSchools(trx, schools, now))
  }
}

/**
 * Counts all schools once a period has begun in which some have no counters yet: at start and once a day. Says
 * whether it had to. Until then the reports of the new period would be empty.
 */
export async function countNewPeriod(
  owner: Db,
  { now, signal }: { readonly now: Date; readonly signal?: AbortSignal },
): Promise<boolean> {
  const { id: periodId } = reportingPeriod(now)
  const uncounted = await inFullScope(owner, now, trx =>
    trx
      .selectFrom('org as school')
      .leftJoin('coverage_counter as counter', join =>
        join.onRef('counter.school_id', '=', 'school.id').on('counter.period_id', '=', periodId),
      )
      .select('school.id')
      .where('school.kind', '=', 'school')
      .where('counter.school_id', 'is', null)
      .limit(1)
      .executeTakeFirst(),
  )
  if (!uncounted) return false
  await recountCoverage(owner, { now, ...(signal && { signal }) })
  return true
}

/** Counts every student of `schools` anew; their counters become the sums, whatever they were. */
export async function recountSchools(trx: Trx, schools: readonly string[], now: Date): Promise<void> {
  const period = reportingPeriod(now)
  await lockCounters(trx, schools, period)
  for (const group of await ruleGroupsOf(trx, schools, now)) await storeFacts(trx, period, group, sql`true`)
  await sql`
    update coverage_counter
    set counted = total.counted, visited = total.visited, focus = total.focus, mentored = total.mentored
    from (
      select school.id as school_id, count(*) filter (where counted) as counted,
        count(*) filter (where visited) as visited, count(*) filter (where focus) as focus,
        count(*) filter (where mentored) as mentored
      from org school left join coverage_fact fact on fact.school_id = school.id and fact.period_id = ${period.id}
      where school.id = any (${schools}::uuid[])
      group by school.id
    ) as total
    where coverage_counter.school_id = total.school_id and coverage_counter.period_id = ${period.id}
      and (coverage_counter.counted, coverage_counter.visited, coverage_counter.focus, coverage_counter.mentored)
        <> (total.counted, total.visited, total.focus, total.mentored)`.execute(trx)
}

/** Schools whose stored counters are not what a count of today gives; as the owner. None, or something is wrong. */
export async function coverageDrift(owner: Db, now: Date): Promise<string[]> {
  const drifted: string[] = []
  for await (const schools of schoolBatches(owner, now)) {
    drifted.push(...(await inFullScope(owner, now, trx => driftIn(trx, schools, now))))
  }
  return drifted
}

async function driftIn(trx: Trx, schools: readonly string[], now: Date): Promise<string[]> {
  const groups = await ruleGroupsOf(trx, schools, now)
  const rows = await Promise.all(
    groups.map(group =>
      sql<{ id: string }>`
        select school.id from org school
        left join (${freshFacts(group, sql`true`)}) as fact on fact.school_id = school.id
        left join coverage_counter stored
          on stored.school_id = school.id and stored.period_id = ${reportingPeriod(now).id}
        where school.id = any (${group.schools}::uuid[])
        group by school.id, stored.school_id, stored.period_id
        having (count(*) filter (where fact.counted), count(*) filter (where fact.visited),
            count(*) filter (where fact.focus), count(*) filter (where fact.mentored))
          is distinct from (coalesce(stored.counted, 0)::bigint, coalesce(stored.visited, 0)::bigint,
            coalesce(stored.focus, 0)::bigint, coalesce(stored.mentored, 0)::bigint)`.execute(trx),
    ),
  )
  return rows.flatMap(result => result.rows.map(row => row.id))
}

/** All schools by id, a batch at a time. */
async function* schoolBatches(owner: Db, now: Date): AsyncGenerator<string[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const last = after
    const rows = await inFullScope(owner, now, trx =>
      trx
        .selectFrom('org')
        .select('id')
        .where('kind', '=', 'school')
        .where('id', '>', last)
        .orderBy('id')
        .limit(BATCH)
        .execute(),
    )
    const next = rows.at(-1)
    if (!next) return
    yield rows.map(row => row.id)
    after = next.id
  }
}
