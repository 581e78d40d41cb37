import type { ExpressionBuilder } from 'kysely'
import type { Principal } from '../database/principal.ts'
import type { Database, Trx } from '../database/schema.ts'
import { reachableEpisodes } from '../episodes/reach.ts'
import { isOpenEpisode } from '../provisional/openEpisode.ts'

type Episodes = ExpressionBuilder<Database, 'episode'>

/**
 * Of an episode, the first day on which a service was to begin and has not, among those that `principal` records:
 * a psych teacher those of psychological support (AP-07). `null` where nothing waits for them.
 */
export function lateStart(principal: Principal, today: string) {
  return (eb: Episodes) =>
    eb
      .selectFrom('aid_service')
      .select(({ fn }) => fn.min('aid_service.starts_on').as('since'))
      .whereRef('aid_service.episode_id', '=', 'episode.id')
      .where('aid_service.status', '=', 'planned')
      .where('aid_service.starts_on', '<', today)
      .where(service =>
        service.or([
          reachableEpisodes(principal, 'service.record')(eb),
          service.and([
            service('aid_service.category', '=', 'psychSupport'),
            reachableEpisodes(principal, 'psychService.record')(eb),
          ]),
        ]),
      )
}

/** How many running episodes wait for such a start, by school and that day. */
export function countLateStarts(trx: Trx, principal: Principal, today: string) {
  const waiting = trx
    .selectFrom('episode')
    .select('episode.school_id')
    .select(eb => lateStart(principal, today)(eb).as('since'))
    .where(isOpenEpisode())
    .where(eb =>
      eb.or([
        reachableEpisodes(principal, 'service.record')(eb),
        reachableEpisodes(principal, 'psychService.record')(eb),
      ]),
    )
  return trx
    .selectFrom(waiting.as('waiting'))
    .select(['school_id', 'since'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('since', 'is not', null)
    .$narrowType<{ since: string }>()
    .groupBy(['school_id', 'since'])
    .execute()
}
