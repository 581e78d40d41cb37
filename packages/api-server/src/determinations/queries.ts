import { OPEN_EPISODE_STATUSES } from '@sunshine-aid/domain'
import type { Insertable, Updateable } from 'kysely'
import { reachableApplications } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { EpisodeTable } from '../episodes/tables.ts'
import type { AidServiceTable, DeterminationTable } from './tables.ts'

const COLUMNS = [
  'determination.application_id',
  'determination.episode_id',
  'determination.confirmed_by_name',
  'determination.confirmed_at',
  'determination.on_behalf_of_name',
  'determination.remark',
  'determination.facts',
  'determination.facts_digest',
  'application.school_id',
  'application.org_path',
] as const

export type DeterminationRow = NonNullable<Awaited<ReturnType<typeof findDetermination>>>

function determinations(trx: Trx, applicationId: string) {
  return trx
    .selectFrom('determination')
    .innerJoin('application', 'application.id', 'determination.application_id')
    .select(COLUMNS)
    .where('determination.application_id', '=', applicationId)
}

/** The determination of a request whose case file `principal` may read. */
export function findDetermination(trx: Trx, principal: Principal, applicationId: string) {
  return determinations(trx, applicationId)
    .where(reachableApplications(principal, 'application.read'))
    .executeTakeFirst()
}

/** The one that was just made in this transaction. */
export function newDetermination(trx: Trx, applicationId: string) {
  return determinations(trx, applicationId).executeTakeFirstOrThrow()
}

export async function insertDetermination(trx: Trx, row: Insertable<DeterminationTable>): Promise<void> {
  await trx.insertInto('determination').values(row).execute()
}

/** The spell before a new one: re-entry is linked to it (F1). */
export function findLastEpisode(trx: Trx, studentId: string) {
  return (
    trx
      .selectFrom('episode')
      .select('id')
      .where('student_id', '=', studentId)
      .where('status', 'not in', OPEN_EPISODE_STATUSES)
      // Provisional support that came to nothing was no spell.
      .where('expires_on', 'is', null)
      .orderBy('started_on', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
  )
}

export async function insertEpisode(trx: Trx, row: Insertable<EpisodeTable>): Promise<void> {
  await trx.insertInto('episode').values(row).execute()
}

/** Makes provisional support the spell that the school confirmed: the same episode, without an end. */
export async function confirmEpisode(
  trx: Trx,
  id: string,
  columns: Pick<Updateable<EpisodeTable>, 'status' | 'previous_id' | 'aid_categories'>,
): Promise<void> {
  await trx
    .updateTable('episode')
    .set(eb => ({ ...columns, expires_on: null, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function insertServices(trx: Trx, rows: readonly Insertable<AidServiceTable>[]): Promise<void> {
  if (rows.length > 0) await trx.insertInto('aid_service').values(rows).execute()
}

/** How far each service of an episode has come, by its id. */
export async function findServiceStatuses(trx: Trx, episodeId: string) {
  const rows = await trx
    .selectFrom('aid_service')
    .select(['id', 'status'])
    .where('episode_id', '=', episodeId)
    .execute()
  return new Map(rows.map(({ id, status }) => [id, status]))
}
