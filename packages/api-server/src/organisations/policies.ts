import { policyInForce, type PolicyProfile } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { ProblemError } from '@sunshine-aid/api-contract'
import type { Trx } from '../database/schema.ts'

/**
 * The profile in force at each organisation of `ids`: the nearest that is set, from the organisation itself up
 * to the province. An id that the transaction does not see is missing from the map.
 */
export async function policiesOf(trx: Trx, ids: readonly string[]): Promise<Map<string, PolicyProfile>> {
  const { rows } = await sql<{ id: string; profiles: string[] }>`
    select org.id, coalesce(array_agg(above.policy_profile order by nlevel(above.path) desc)
      filter (where above.policy_profile is not null), '{}') as profiles
    from org left join org above on above.path @> org.path and above.policy_profile is not null
    where org.id = any (${ids}::uuid[])
    group by org.id`.execute(trx)
  return new Map(rows.map(({ id, profiles }) => [id, policyInForce(profiles)]))
}

/** The profile in force at one organisation. @throws {ProblemError} `not_found` when it is out of sight. */
export async function policyOf(trx: Trx, id: string): Promise<PolicyProfile> {
  const policy = (await policiesOf(trx, [id])).get(id)
  if (!policy) throw new ProblemError('not_found', 'organisation')
  return policy
}
