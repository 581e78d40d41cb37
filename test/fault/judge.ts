import { readFileSync } from 'node:fs'
import { coverageDrift } from '@sunshine-aid/api-server/src/coverage/recount.ts'
import { inFullScope } from '@sunshine-aid/api-server/src/database/scope.ts'
import type { Db } from '@sunshine-aid/api-server/src/database/schema.ts'
import { verifyAudit } from '@sunshine-aid/api-server'
import { sql } from 'kysely'

export interface Verdict {
  readonly acknowledged: number
  /** Keys that were acknowledged and have no row. */
  readonly lost: readonly string[]
  /** Keys with more than one row, acknowledged or not. */
  readonly doubled: readonly string[]
  /** Requests that were acknowledged and are not on record exactly once. */
  readonly unaudited: readonly string[]
  /** What the verification of the audit chains found. */
  readonly chainFaults: readonly string[]
  /** Schools whose stored counters are not what a new count gives. */
  readonly drifted: readonly string[]
}

/** Reads the file of acknowledged replies, the database and the audit chain; nothing that the writers remember. */
export async function judge(owner: Db, acknowledgedFile: string): Promise<Verdict> {
  const lines = readFileSync(acknowledgedFile, 'utf8').trimEnd().split('\n')
  const acknowledged = lines.map(line => line.split(' ') as [key: string, requestId: string])
  const now = new Date()
  const [visits, audited] = await inFullScope(owner, now, async trx => {
    const rows = await sql<{ record: string; n: number }>`
      select record, count(*) as n from home_visit group by record`.execute(trx)
    const events = await sql<{ id: string; n: number }>`
      select request_id as id, count(*) as n from audit_event
      where action = 'recordVisit' and outcome = 'done' group by request_id`.execute(trx)
    return [
      new Map(rows.rows.map(({ record, n }) => [record, n])),
      new Map(events.rows.map(({ id, n }) => [id, n])),
    ]
  })
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.map(([key]) => key).filter(key => !visits.has(key)),
    doubled: [...visits].filter(([, n]) => n > 1).map(([key]) => key),
    unaudited: acknowledged.map(([, id]) => id).filter(id => audited.get(id) !== 1),
    chainFaults: (await verifyAudit(owner)).map(({ fault }) => fault),
    drifted: await coverageDrift(owner, now),
  }
}
