import type { FastifyInstance } from 'fastify'
import { addDays, chinaDay } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { KEPT_MS } from './idempotency.ts'
import { errorFacts } from './logging.ts'

const EVERY_MS = 600_000
const AT_MOST = 10_000

/** Deletes replies that no retry may ask for any more, and which files were seen a week ago, every ten minutes, in bounded steps. */
export function forgetOldReplies(app: FastifyInstance): void {
  const { db, clock } = app.api
  const forget = async () => {
    const before = new Date(clock().getTime() - KEPT_MS)
    await sql`select app.forget_idempotency(${before}, ${AT_MOST})`.execute(db)
    const week = addDays(chinaDay(clock()), -7)
    await sql`select app.forget_files_seen(${week}::date, ${AT_MOST})`.execute(db)
  }
  const timer = setInterval(() => {
    forget().catch((error: unknown) => app.log.warn({ event: 'forgetFailed', ...errorFacts(error) }))
  }, EVERY_MS).unref()
  app.addHook('onClose', () => {
    clearInterval(timer)
  })
}
