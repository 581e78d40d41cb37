import { chinaDay } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { AuditEvent } from '../audit/event.ts'
import { isFamily, type Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'

/** Kinds of records that are about one child; a report or a meeting is no file. */
const FILES: ReadonlySet<string> = new Set(['student', 'application', 'episode', 'proposal', 'transfer'])

/**
 * Counts what an answer has shown: a file that this account sees for the first time today, or the lines of a list
 * (T6). In the transaction of the answer and before its audit row, which holds the chain. A family reads its own.
 */
export async function countReading(
  trx: Trx,
  principal: Principal,
  kind: 'read' | 'list',
  event: AuditEvent,
): Promise<void> {
  if (principal.assignments.every(isFamily)) return
  const { chain: school, subjectId, subjectKind, count } = event
  const day = chinaDay(event.at)
  if (kind === 'list') await countLines(trx, principal.accountId, day, school, count ?? 0)
  else if (subjectId !== null && FILES.has(subjectKind))
    await countFile(trx, principal.accountId, day, school, subjectId)
}

async function countFile(trx: Trx, account: string, day: string, school: string, subject: string) {
  await sql`
    with place as (
      select id, path from org where id = ${school}::uuid and kind = 'school'
    ), seen as (
      insert into file_seen (account_id, day, subject_id)
      select ${account}::uuid, ${day}::date, ${subject}::uuid from place
      on conflict do nothing returning subject_id
    )
    insert into reads_per_day (account_id, day, school_id, org_path, files, listed)
    select ${account}::uuid, ${day}::date, place.id, place.path, 1, 0 from place, seen
    on conflict on constraint reads_once_a_day do update set files = reads_per_day.files + 1`.execute(trx)
}

async function countLines(trx: Trx, account: string, day: string, school: string, lines: number) {
  if (lines === 0) return
  await sql`
    insert into reads_per_day (account_id, day, school_id, org_path, files, listed)
    select ${account}::uuid, ${day}::date, id, path, 0, ${lines}::integer
    from org where id = ${school}::uuid and kind = 'school'
    on conflict on constraint reads_once_a_day
    do update set listed = reads_per_day.listed + excluded.listed`.execute(trx)
}
