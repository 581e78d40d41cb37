import type { Trx } from '../database/schema.ts'
import { isOpenEpisode } from './openEpisode.ts'

/** The provisional support of a request: while it runs, after it ended, or as the episode that was confirmed. */
export async function findProvisional(trx: Trx, applicationId: string) {
  const started = await trx
    .selectFrom('application_event')
    .select(['actor_name', 'text'])
    .where('application_id', '=', applicationId)
    .where('command', '=', 'startProvisional')
    .executeTakeFirst()
  if (!started) return undefined
  const episode = await trx
    .selectFrom('episode')
    .select(['id', 'status', 'started_on', 'expires_on', 'end_reason'])
    .where('application_id', '=', applicationId)
    // What ran out before the decision comes before the spell that the decision began.
    .orderBy('expires_on')
    .executeTakeFirst()
  return episode && { ...episode, started_by_name: started.actor_name, why: started.text ?? '' }
}

/** The episode of provisional support that is to be confirmed, locked until the transaction ends. */
export function lockProvisional(trx: Trx, applicationId: string) {
  return trx
    .selectFrom('episode')
    .select(['id', 'started_on'])
    .where('application_id', '=', applicationId)
    .where('status', '=', 'provisional')
    .forUpdate()
    .executeTakeFirst()
}

/** Kinds of help that were started for a request and still run. */
export async function runningCategories(trx: Trx, applicationId: string) {
  const rows = await trx
    .selectFrom('episode')
    .innerJoin('aid_service', 'aid_service.episode_id', 'episode.id')
    .select('aid_service.category')
    .distinct()
    .where('episode.application_id', '=', applicationId)
    .where('episode.status', '=', 'provisional')
    .where(isOpenEpisode())
    .where('aid_service.status', '=', 'started')
    .execute()
  return rows.map(({ category }) => category)
}
