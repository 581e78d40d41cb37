import { describeSetting, isSettingKey } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Db, Trx } from '../database/schema.ts'
import { inFullScope } from '../database/scope.ts'
import { recountSchools } from './recount.ts'

/** Schools that are counted in one transaction. */
const BATCH = 200

/**
 * Counts the schools again whose visit or mentor rule has changed since they were counted: an approved setting
 * moves no counter by itself, and may take effect on a later day. At start and every hour, as the owner; says
 * how many settings it caught up with.
 */
export async function countNewPolicies(
  owner: Db,
  { now, signal }: { readonly now: Date; readonly signal?: AbortSignal },
): Promise<number> {
  const settings = (await inFullScope(owner, now, uncounted)).filter(({ key }) => counts(key))
  for (const { id, path } of settings) {
    for (const schools of await inFullScope(owner, now, trx => schoolsBelow(trx, path))) {
      signal?.throwIfAborted()
      await inFullScope(owner, now, trx => recountSchools(trx, schools, now))
    }
    await inFullScope(owner, now, trx =>
      trx
        .insertInto('policy_setting_counted')
        .values({ setting_id: id })
        .onConflict(conflict => conflict.doNothing())
        .execute(),
    )
  }
  return settings.length
}

function counts(key: string): boolean {
  return isSettingKey(key) && ['visits', 'mentors'].includes(describeSetting(key).effect)
}

async function uncounted(trx: Trx) {
  const { rows } = await sql<{ id: string; key: string; path: string }>`
    select setting.id, setting.key, setting.org_path as path from policy_setting setting
    where setting.state = 'approved' and setting.effective_from <= app.today()
      and not exists (select from policy_setting_counted counted where counted.setting_id = setting.id)
    order by setting.effective_from, setting.decided_at, setting.id`.execute(trx)
  return rows
}

async function schoolsBelow(trx: Trx, path: string): Promise<string[][]> {
  const { rows } = await sql<{ id: string }>`
    select id from org where kind = 'school' and path <@ ${path}::ltree order by id`.execute(trx)
  const ids = rows.map(({ id }) => id)
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, n) =>
    ids.slice(n * BATCH, (n + 1) * BATCH),
  )
}
