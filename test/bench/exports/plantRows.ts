import type { Db } from '@sunshine-aid/api-server'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { inFullScope } from '@sunshine-aid/api-server/src/database/scope.ts'
import { plantEpisodes } from '@sunshine-aid/api-server/src/exports/testing/plantEpisodes.ts'
import { setRowLimit } from '@sunshine-aid/api-server/src/exports/testing/setRowLimit.ts'
import { sql } from 'kysely'

const OFFICER = 'taicang-officer-1'

async function schoolOf(trx: Trx): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select held.org_id as id from account join role_assignment held on held.account_id = account.id
    where account.subject = ${OFFICER} limit 1`.execute(trx)
  return rows[0]!.id
}

/** Makes the register of the school as long as `total`, less what it has of its own. */
export function plantRows(owner: Db, total: number): Promise<void> {
  return inFullScope(owner, new Date(), async trx => {
    const school = await schoolOf(trx)
    const { rows } = await sql<{ found: number; student: string }>`
      select (select count(*) from application where school_id = ${school})
        + (select count(*) from episode where school_id = ${school}) as found,
        (select id from student where school_id = ${school} limit 1) as student`.execute(trx)
    const { found, student } = rows[0]!
    await plantEpisodes(trx, student, Math.max(0, total - found))
  })
}

/** Raises the limit of the school's policy, as a county may. */
export function allowRows(owner: Db, rows: number): Promise<void> {
  return inFullScope(owner, new Date(), async trx => {
    await setRowLimit(trx, await schoolOf(trx), rows)
  })
}
