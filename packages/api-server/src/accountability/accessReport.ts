import type { AccessReportLine } from '@sunshine-aid/api-contract'
import { accessPurpose, type Role } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { recordsOf } from '../archives/accessLog.ts'
import type { Trx } from '../database/schema.ts'

/** Lines of one report. */
export const MAX_LINES = 500
/** Different things on different days; many of them fold into one line. */
const MAX_ROWS = 5_000

interface Row {
  readonly day: string
  readonly role: Role
  readonly action: string
  readonly outcome: 'done' | 'denied'
  readonly from_outside: boolean
  readonly times: number
}

/**
 * Who has opened the student's records or was refused since `from`, newest first, told by day, role and purpose
 * (D11). Names stay out: the paper is for the family, and whom to ask is the school.
 */
export async function accessReport(trx: Trx, studentId: string, from: string): Promise<AccessReportLine[]> {
  const { rows } = await sql<Row>`
    with subjects as materialized (
      select array_agg(id) as ids from (${recordsOf(studentId)}) as records
    ), seen as (
      select event.at, event.role, event.action, event.outcome, false as from_outside
      from subjects join audit_event event on event.subject_id = any (subjects.ids)
      where event.role is not null
      union all
      select at, role, action, 'denied', true from app.refused_from_outside(${studentId}::uuid)
    )
    select (at at time zone 'Asia/Shanghai')::date as day, role, action, outcome, from_outside, count(*) as times
    from seen where at >= ${from}::date::timestamp at time zone 'Asia/Shanghai'
    group by 1, 2, 3, 4, 5
    order by 1 desc, 2, 3, 4, 5
    limit ${MAX_ROWS}`.execute(trx)
  return folded(rows)
}

/** Actions with the same purpose are one line. */
function folded(rows: readonly Row[]): AccessReportLine[] {
  const lines = new Map<string, AccessReportLine>()
  for (const { day, role, action, outcome, from_outside: fromOutside, times } of rows) {
    const purpose = accessPurpose(action)
    const key = [day, role, purpose, outcome, fromOutside].join()
    const line = lines.get(key) ?? { day, role, purpose, outcome, fromOutside, times: 0 }
    lines.set(key, { ...line, times: line.times + times })
  }
  return [...lines.values()]
}
