import {
  policyInForce,
  versionsInForce,
  withSettings,
  type ApprovedVersion,
  type PolicyProfile,
} from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { ProblemError } from '@sunshine-aid/api-contract'
import type { Trx } from '../database/schema.ts'
import { upFrom } from './upFrom.ts'

/**
 * The policy in force at each organisation of `ids` today: the profile of the nearest that has one, from the
 * organisation itself up to the province, with what the nearest of them have set (AD-08). An id that the
 * transaction does not see is missing from the map.
 */
export async function policiesOf(trx: Trx, ids: readonly string[]): Promise<Map<string, PolicyProfile>> {
  const { rows } = await sql<{ id: string; profiles: string[]; versions: ApprovedVersion[]; today: string }>`
    select org.id, app.today() as today, coalesce(profile.ids, '{}') as profiles, coalesce(setting.versions, '[]') as versions
    from org
    cross join lateral (
      select array_agg(above.policy_profile order by nlevel(above.path) desc) as ids
      from ${upFrom(sql`org.id`)} above where above.policy_profile is not null
    ) profile
    cross join lateral (
      select jsonb_agg(jsonb_build_object('key', version.key, 'value', version.value,
        'level', nlevel(above.path), 'from', version.effective_from, 'seq', version.seq)) as versions
      from ${upFrom(sql`org.id`)} above
      join policy_setting version on version.org_id = above.id and version.state = 'approved'
      where version.effective_from <= app.today()
    ) setting
    where org.id = any (${ids}::uuid[])`.execute(trx)
  return new Map(
    rows.map(({ id, profiles, versions, today }) => [
      id,
      withSettings(policyInForce(profiles), [...versionsInForce(versions, today).values()]),
    ]),
  )
}

/** The policy in force at one organisation. @throws {ProblemError} `not_found` when it is out of sight. */
export async function policyOf(trx: Trx, id: string): Promise<PolicyProfile> {
  const policy = (await policiesOf(trx, [id])).get(id)
  if (!policy) throw new ProblemError('not_found', 'organisation')
  return policy
}
