import type { Role } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import type { PageRequest } from '../http/paging.ts'

export interface AccessRow {
  readonly chain: string
  readonly seq: number
  readonly at: Date
  readonly name: string
  readonly role: Role
  readonly action: string
  readonly outcome: 'done' | 'denied'
}

/** Ids of a student's own records, as the trail names them: the student, requests, spells of help, proposals. */
export function recordsOf(studentId: string) {
  return sql<{ id: string }>`
    select ${studentId}::uuid as id
    union all select application.id from application where application.student_id = ${studentId}
    union all select episode.id from episode where episode.student_id = ${studentId}
    union all select proposal.id from sweep_proposal proposal where proposal.student_id = ${studentId}`
}

/**
 * Who opened or changed the student's records and requests, or was refused, newest first (D11); one row more than
 * `page.limit`. The trail is read as it was written; row-level security bounds it to the reader's schools.
 */
export async function listAccessRows(trx: Trx, studentId: string, page: PageRequest): Promise<AccessRow[]> {
  const [at, chain, seq] = page.after ?? []
  const { rows } = await sql<AccessRow>`
    with subjects as materialized (
      select array_agg(id) as ids from (${recordsOf(studentId)}) as records
    )
    select event.chain, event.seq, event.at, reader.name, event.role, event.action, event.outcome
    from subjects
    join audit_event event on event.subject_id = any (subjects.ids)
    join app.names_in_trail(subjects.ids) reader on reader.account_id = event.account_id
    where event.role is not null
      and (${page.after === null} or (event.at, event.chain, event.seq)
        < (${at ?? null}::timestamptz, ${chain ?? null}::uuid, ${seq ?? null}::bigint))
    order by event.at desc, event.chain desc, event.seq desc
    limit ${page.limit + 1}`.execute(trx)
  return rows
}
