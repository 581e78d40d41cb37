import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { SYSTEM_CHAIN } from './audit/event.ts'
import type { Db } from './database/schema.ts'
import { setApiHeaders } from './http/headers.ts'

/** A monitor asks every few seconds; nobody needs to ask the database more often than this. */
const REMEMBERED_MS = 1_000

/**
 * `/live`: the process answers. `/ready`: the database takes writes, all migrations are there, and the audit
 * trail can be read and continued; without it nothing would be answered (trust rule 27).
 */
export function healthRoutes(app: FastifyInstance, db: Db, migrations: number): void {
  let asked: { at: number; ready: Promise<boolean> } | undefined

  function isReadyNow(): Promise<boolean> {
    const at = performance.now()
    if (!asked || at - asked.at > REMEMBERED_MS)
      asked = { at, ready: isReady(db, migrations).catch(() => false) }
    return asked.ready
  }

  app.get('/live', async (_request, reply) => setApiHeaders(reply).send({ status: 'live' }))
  app.get('/ready', async (_request, reply) => {
    const ready = await isReadyNow()
    setApiHeaders(reply).code(ready ? 200 : 503)
    if (!ready) reply.header('retry-after', 1)
    return reply.send({ status: ready ? 'ready' : 'notReady' })
  })
}

/** Locks a link of the trail for a moment: that works only where writing does. */
function isReady(db: Db, migrations: number): Promise<boolean> {
  return db.transaction().execute(async trx => {
    await sql`set local lock_timeout = '1s'`.execute(trx)
    await sql`select seq from app.lock_audit_head(${SYSTEM_CHAIN}::uuid)`.execute(trx)
    const { rows } = await sql<{ auditable: boolean; applied: number }>`
      select has_table_privilege('audit_event', 'insert') as auditable,
        (select count(*)::int from schema_migration) as applied`.execute(trx)
    return rows[0]?.auditable === true && rows[0].applied === migrations
  })
}
