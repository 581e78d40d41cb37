import { randomUUID } from 'node:crypto'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import type { OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import { addDays, chinaDay } from '@sunshine-aid/domain'
import type { People } from './people.ts'
import { SCHOOL_OF, SCOPES, type Scope } from './places.ts'

/** At the school of each scope the class teacher has read unusually much, each on a day of its own. */
export async function addReading(
  trx: Trx,
  tree: OrgTree,
  { classTeacher }: People,
  now: Date,
): Promise<Readonly<Record<Scope, string>>> {
  const ids: Partial<Record<Scope, string>> = {}
  for (const [index, scope] of SCOPES.entries()) {
    const { id: school_id, path: org_path } = tree[SCHOOL_OF[scope]]
    const day = addDays(chinaDay(now), -1 - index)
    const id = randomUUID()
    await trx
      .insertInto('reads_per_day')
      .values({
        id,
        account_id: classTeacher,
        day,
        school_id,
        org_path,
        files: 250,
        listed: 0,
        outcome: null,
      })
      .execute()
    ids[scope] = id
  }
  return ids as Record<Scope, string>
}
