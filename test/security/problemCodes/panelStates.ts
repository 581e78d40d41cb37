import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { sql } from 'kysely'
import { opinionOf, type Stand } from '../world/requests.ts'
import type { World } from '../world/world.ts'

export const open: Stand = { status: 'underReview', panel: 'open' }
export const voted: Stand = { status: 'underReview', panel: 'voted' }

/** Opinions of everybody who has voted: in favour or not, as `inFavour` says of whoever was named to the seat. */
export const votes = (inFavour: (name: string) => boolean) => async (trx: Trx) => {
  const seats = await trx
    .selectFrom('panel_member')
    .select(['application_id', 'account_id', 'name'])
    .where('voted_at', 'is not', null)
    .execute()
  for (const { application_id, account_id, name } of seats)
    await trx
      .updateTable('panel_member')
      .set(opinionOf(application_id, account_id, inFavour(name)))
      .where('application_id', '=', application_id)
      .where('account_id', '=', account_id)
      .execute()
}

/** Who sat on the panel before a reconsideration. */
export const satBefore =
  (seats: Partial<Record<keyof World['people'], 'chair' | 'sat' | 'recused'>>) =>
  async (trx: Trx, { people, cases }: World) => {
    for (const [name, seat] of Object.entries(seats))
      await sql`insert into earlier_seat (application_id, org_path, account_id, chair, recused)
        select id, org_path, ${people[name as keyof World['people']]}, ${seat === 'chair'}, ${seat === 'recused'}
        from application where id = ${cases.mine.applicationId}`.execute(trx)
  }
