import { APPLICATION_TRANSITIONS, type Permission } from '@sunshine-aid/domain'
import type { SqlBool } from 'kysely'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { reachableApplications } from './reach.ts'

const PERMISSIONS: readonly Permission[] = [
  ...new Set<Permission>([
    'application.read',
    'application.reconsider',
    ...Object.values(APPLICATION_TRANSITIONS).map(({ permission }) => permission),
  ]),
]

/** Those permissions of `principal` that reach this very application: what may be offered to them there. */
export async function permissionsOn(
  trx: Trx,
  principal: Principal,
  applicationId: string,
): Promise<ReadonlySet<Permission>> {
  const row = await trx
    .selectFrom('application')
    .select(eb =>
      PERMISSIONS.map(permission =>
        eb.fn.coalesce(reachableApplications(principal, permission)(eb), eb.lit(false)).as(permission),
      ),
    )
    .where('application.id', '=', applicationId)
    .executeTakeFirst()
  const reached: Partial<Record<string, SqlBool>> = row ?? {}
  return new Set(PERMISSIONS.filter(permission => reached[permission] === true))
}
