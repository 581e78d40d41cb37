import type { StuckReason } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { inFullScope } from '../database/scope.ts'
import type { Db, Trx } from '../database/schema.ts'
import { keepHourly } from '../keepHourly.ts'
import { findStuckReasons } from './stuck.ts'

/** Schools that one transaction counts. */
const BATCH = 20

/** Counts what is stuck, now and every hour. Returns what ends it. */
export function keepCountingStuck(
  owner: Db,
  clock: () => Date,
  onError: (error: unknown) => void,
): () => Promise<void> {
  return keepHourly(signal => recountStuck(owner, clock(), signal), onError)
}

/** Counts anew how many requests of each school stand still, by the first of their reasons. As the owner. */
export async function recountStuck(owner: Db, now: Date, signal?: AbortSignal): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; !signal?.aborted;) {
    const last = await inFullScope(owner, now, trx => recountBatch(trx, now, after))
    if (last === undefined) return
    after = last
  }
}

/** The next schools by id; `undefined` when none is left. */
async function recountBatch(trx: Trx, now: Date, after: string): Promise<string | undefined> {
  const schools = await schoolsAfter(trx, after)
  const ids = schools.map(({ id }) => id)
  if (ids.length === 0) return undefined
  const found = await findStuckReasons({ trx, now }, ids)
  await trx.deleteFrom('stuck_count').where('school_id', 'in', ids).execute()
  const rows = schools.flatMap(({ id, path }) =>
    tally(found.flatMap(({ schoolId, reasons }) => (schoolId === id ? reasons.slice(0, 1) : []))).map(
      ([reason, n]) => ({ school_id: id, org_path: path, reason, n, counted_at: now }),
    ),
  )
  if (rows.length > 0) await trx.insertInto('stuck_count').values(rows).execute()
  return ids.at(-1)
}

/** Schools where something waits, or was stuck when they were counted last. */
async function schoolsAfter(trx: Trx, after: string) {
  const { rows } = await sql<{ id: string; path: string }>`
    select id, path from org
    where kind = 'school' and id > ${after}::uuid
      and (exists (select from application where school_id = org.id and next_role is not null)
        or exists (select from stuck_count where school_id = org.id))
    order by id limit ${BATCH}`.execute(trx)
  return rows
}

function tally(reasons: readonly StuckReason[]): [StuckReason, number][] {
  const counts = new Map<StuckReason, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
}
