import { getPreferences, savePreferences } from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'
import { implement } from '../http/implement.ts'

export function preferenceRoutes(app: FastifyInstance): void {
  implement(app, getPreferences, async ({ trx, principal }) => {
    const row = await trx
      .selectFrom('account_preference')
      .select(['tour_seen as tourSeen', 'shortcuts'])
      .where('account_id', '=', principal.accountId)
      .executeTakeFirst()
    return row ?? { tourSeen: false, shortcuts: true }
  })

  implement(app, savePreferences, async ({ trx, principal, body }) => {
    const row = { tour_seen: body.tourSeen, shortcuts: body.shortcuts }
    await trx
      .insertInto('account_preference')
      .values({ account_id: principal.accountId, ...row })
      .onConflict(conflict => conflict.column('account_id').doUpdateSet(row))
      .execute()
    return body
  })
}
