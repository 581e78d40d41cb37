import type { AidServiceStatus, Permission, z } from '@sunshine-aid/domain'
import { sql, type Insertable, type SqlBool } from 'kysely'
import { reachableStudents } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { AidServiceEventTable } from '../determinations/tables.ts'
import { isOpenEpisode } from '../provisional/openEpisode.ts'

/** An episode of a student within reach, and whether it still runs. */
export function findEpisodeWithin(trx: Trx, principal: Principal, id: string) {
  return trx
    .selectFrom('episode')
    .innerJoin('student', 'student.id', 'episode.student_id')
    .select(['episode.id', 'episode.student_id', 'episode.school_id', 'episode.org_path'])
    .select(sql<boolean>`${isOpenEpisode()()}`.as('running'))
    .where('episode.id', '=', id)
    .where(reachableStudents(principal, 'service.read'))
    .executeTakeFirst()
}

/** Those of `permissions` that reach the student. */
export async function permissionsOnStudent(
  trx: Trx,
  principal: Principal,
  studentId: string,
  permissions: readonly Permission[],
): Promise<ReadonlySet<Permission>> {
  const row = await trx
    .selectFrom('student')
    .select(eb =>
      permissions.map(permission =>
        eb.fn.coalesce(reachableStudents(principal, permission)(eb), eb.lit(false)).as(permission),
      ),
    )
    .where('student.id', '=', studentId)
    .executeTakeFirst()
  const reached: Partial<Record<string, SqlBool>> = row ?? {}
  return new Set(permissions.filter(permission => reached[permission] === true))
}

export function findServicesOf(trx: Trx, episodeId: string) {
  return trx
    .selectFrom('aid_service')
    .select(['id', 'category', 'provider', 'content', 'starts_on', 'status'])
    .where('episode_id', '=', episodeId)
    .orderBy('starts_on')
    .orderBy('id')
    .limit(60)
    .execute()
}

/** What happened to the services of an episode, oldest first. */
export function findServiceSteps(trx: Trx, episodeId: string) {
  return trx
    .selectFrom('aid_service_event')
    .select(['service_id', 'at', 'actor_name', 'status', 'happened_on', 'note'])
    .where('episode_id', '=', episodeId)
    .orderBy('id')
    .execute()
}

/** A service and the last day on which something happened to it, locked until the transaction ends. */
export function lockService(trx: Trx, episodeId: string, id: string) {
  return trx
    .selectFrom('aid_service')
    .select(['id', 'category', 'status', 'starts_on'])
    .select(
      sql<
        string | null
      >`(select max(happened_on) from aid_service_event where service_id = aid_service.id)`.as('last_on'),
    )
    .where('id', '=', id)
    .where('episode_id', '=', episodeId)
    .forUpdate()
    .executeTakeFirst()
}

export async function setServiceStatus(
  trx: Trx,
  ids: readonly string[],
  status: z.output<typeof AidServiceStatus>,
): Promise<void> {
  if (ids.length > 0) await trx.updateTable('aid_service').set({ status }).where('id', 'in', ids).execute()
}

export async function insertServiceEvents(
  trx: Trx,
  rows: readonly Insertable<AidServiceEventTable>[],
): Promise<void> {
  if (rows.length > 0) await trx.insertInto('aid_service_event').values(rows).execute()
}
