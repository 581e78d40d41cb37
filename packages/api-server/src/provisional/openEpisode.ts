import { OPEN_EPISODE_STATUSES } from '@sunshine-aid/domain'
import { sql, type Expression, type SqlBool } from 'kysely'

/**
 * An episode that has not ended. Provisional support past its last day is over, although the job that ends it may
 * not have come round yet.
 */
export function isOpenEpisode() {
  return (): Expression<SqlBool> => sql<SqlBool>`episode.status = any (${OPEN_EPISODE_STATUSES}::text[])
    and (episode.status <> 'provisional' or episode.expires_on >= (app.now() at time zone 'Asia/Shanghai')::date)`
}
