import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { errorFacts } from '../http/logging.ts'

const EVERY_MS = 600_000
const AT_MOST = 1_000

/** Deletes the files of expired exports, every ten minutes, in bounded steps. That they were asked for stays known. */
export function forgetExpiredExports(app: FastifyInstance): void {
  const { db, clock } = app.api
  const timer = setInterval(() => {
    sql`select app.forget_exports(${clock()}, ${AT_MOST})`
      .execute(db)
      .catch((error: unknown) => app.log.warn({ event: 'forgetFailed', ...errorFacts(error) }))
  }, EVERY_MS).unref()
  app.addHook('onClose', () => {
    clearInterval(timer)
    return Promise.resolve()
  })
}
