import type { DemoSchoolKey } from '../plan.ts'
import type { Db } from '../../database/schema.ts'
import { inFullScope } from '../../database/scope.ts'
import { testApi, type TestApi } from '../../testing/api.ts'
import { seedDemo } from '../seedDemo.ts'

/** A Monday in the autumn semester, 11:00 in China. */
export const NOW = new Date('2026-11-16T03:00:00.000Z')

/** The smallest demo province behind the real API. */
export async function demoApi(students = 500): Promise<TestApi> {
  const api = await testApi({ clock: () => NOW })
  await seedDemo(api.ownerDb, { students, keyring: api.keyring, now: NOW })
  return api
}

export interface DemoSchool {
  readonly id: string
  readonly path: string
  readonly countyId: string
}

/** One of the three schools that every size has. */
export function demoSchool(owner: Db, key: DemoSchoolKey): Promise<DemoSchool> {
  return inFullScope(owner, NOW, trx =>
    trx
      .selectFrom('account')
      .innerJoin('role_assignment as held', 'held.account_id', 'account.id')
      .innerJoin('org', 'org.id', 'held.org_id')
      .select(['org.id', 'org.path', 'org.parent_id as countyId'])
      .where('account.subject', '=', `${key}-head`)
      .$narrowType<{ countyId: string }>()
      .executeTakeFirstOrThrow(),
  )
}

/** Id of the organisation with this division code and no school. */
export function divisionOf(owner: Db, code: string): Promise<string> {
  return inFullScope(owner, NOW, async trx => {
    const { id } = await trx
      .selectFrom('org')
      .select('id')
      .where('division_code', '=', code)
      .where('kind', 'in', ['province', 'city', 'county'])
      .executeTakeFirstOrThrow()
    return id
  })
}
