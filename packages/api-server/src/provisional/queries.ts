import type { Insertable } from 'kysely'
import type { Trx } from '../database/schema.ts'
import type { AidServiceEventTable } from '../database/tables.ts'
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

export function findEpisodeServices(trx: Trx, episodeId: string) {
  return trx
    .selectFrom('aid_service')
    .select(['id', 'category', 'provider', 'content', 'starts_on', 'status'])
    .where('episode_id', '=', episodeId)
    .orderBy('starts_on')
    .orderBy('id')
    .execute()
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

export async function insertServiceEvents(
  trx: Trx,
  rows: readonly Insertable<AidServiceEventTable>[],
): Promise<void> {
  if (rows.length > 0) await trx.insertInto('aid_service_event').values(rows).execute()
}
