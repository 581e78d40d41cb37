import { chinaDay, type ProvisionalEnd } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Call } from '../applications/facts.ts'
import { inFullScope } from '../database/scope.ts'
import type { Db, Trx } from '../database/schema.ts'

/** Ends the provisional support of a request that was declined or withdrawn; does nothing where none runs. */
export async function endProvisional(
  { trx, now }: Pick<Call, 'trx' | 'now'>,
  applicationId: string,
  reason: ProvisionalEnd,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update episode set status = 'exited', ended_on = least(${chinaDay(now)}::date, expires_on),
      end_reason = case when expires_on < ${chinaDay(now)}::date then 'provisionalExpired' else ${reason} end,
      version = version + 1
    where application_id = ${applicationId} and status = 'provisional'
    returning id`.execute(trx)
  await breakOff(trx, rows)
}

/** Ends what has passed its last day: of one student within a request, of everybody within the job. */
export async function endOverdue(trx: Trx, now: Date, studentId: string | null = null): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update episode set status = 'exited', ended_on = expires_on, end_reason = 'provisionalExpired',
      version = version + 1
    where status = 'provisional' and expires_on < ${chinaDay(now)}::date
      and (${studentId}::uuid is null or student_id = ${studentId})
    returning id`.execute(trx)
  await breakOff(trx, rows)
  return rows.length
}

/** What had been started for the time being stops with it. Its steps stay as they were recorded. */
async function breakOff(trx: Trx, episodes: readonly { readonly id: string }[]): Promise<void> {
  if (episodes.length === 0) return
  await trx
    .updateTable('aid_service')
    .set({ status: 'cancelled' })
    .where(
      'episode_id',
      'in',
      episodes.map(({ id }) => id),
    )
    .where('status', 'in', ['planned', 'started'])
    .execute()
}

/** Ends all provisional support that is past its last day; returns how many (AP-05, F4). */
export function expireProvisional(owner: Db, now: Date): Promise<number> {
  return inFullScope(owner, now, trx => endOverdue(trx, now))
}
