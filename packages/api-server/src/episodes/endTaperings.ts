import { chinaDay } from '@sunshine-aid/domain'
import { refreshCoverage } from '../coverage/facts.ts'
import { inFullScope } from '../database/scope.ts'
import type { Db, Trx } from '../database/schema.ts'
import { endPairings, insertEpisodeEvent } from './queries.ts'

/** Episodes that one transaction ends. */
const PORTION = 100

/**
 * Ends the taperings whose last day has come: the one end that needs nobody, because panel and head have set its
 * day (C11, C15). To be run at least daily, as the owner; running it again does nothing. Returns how many ended.
 */
export async function endTaperings(owner: Db, now: Date, signal?: AbortSignal): Promise<number> {
  let ended = 0
  for (;;) {
    signal?.throwIfAborted()
    const portion = await inFullScope(owner, now, trx => endPortion(trx, now))
    ended += portion
    if (portion < PORTION) return ended
  }
}

async function endPortion(trx: Trx, now: Date): Promise<number> {
  const today = chinaDay(now)
  const due = await trx
    .selectFrom('episode')
    .select(['id', 'student_id', 'org_path', 'tapering_ends_on'])
    .where('status', '=', 'tapering')
    .where('tapering_ends_on', '<=', today)
    .orderBy('tapering_ends_on')
    .limit(PORTION)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id, org_path, tapering_ends_on } of due) {
    await trx
      .updateTable('episode')
      .set(eb => ({ status: 'exited', ended_on: tapering_ends_on, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    await endPairings(trx, id, tapering_ends_on ?? today)
    await insertEpisodeEvent(trx, {
      episode_id: id,
      org_path,
      at: now,
      happening: 'taperingEnded',
      from_status: 'tapering',
      to_status: 'exited',
    })
  }
  await refreshCoverage(trx, { studentIds: due.map(({ student_id }) => student_id), now })
  return due.length
}
