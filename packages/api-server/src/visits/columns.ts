import { randomInt } from 'node:crypto'
import type { HomeVisit, NewHomeVisit } from '@sunshine-aid/domain'
import type { Insertable } from 'kysely'
import type { Principal } from '../database/principal.ts'
import type { VisitRow } from './queries.ts'
import type { HomeVisitTable } from './tables.ts'

interface RecordCall {
  readonly principal: Principal
  readonly now: Date
  readonly body: NewHomeVisit
}

/** What a visitor wrote down, as a row; it may belong to the request that was open then. */
export function visitRow(
  { principal, now, body }: RecordCall,
  student: { readonly id: string; readonly org_path: string },
  applicationId: string | null,
): Insertable<HomeVisitTable> {
  return {
    ...(body.id && { id: body.id }),
    student_id: student.id,
    org_path: student.org_path,
    application_id: applicationId,
    mode: body.mode,
    visited_on: body.visitedOn,
    reached: body.reached,
    led_by_leader: body.ledByLeader,
    policy_explained: body.policyExplained,
    companions: body.companions,
    record: body.record,
    interview: body.interview,
    visitor_id: principal.accountId,
    visitor_name: principal.name,
    recorded_at: now,
    sample_slot: randomInt(100),
  }
}

export function visitReply(row: VisitRow): HomeVisit {
  return {
    id: row.id,
    studentId: row.student_id,
    applicationId: row.application_id,
    mode: row.mode,
    visitedOn: row.visited_on,
    reached: row.reached,
    ledByLeader: row.led_by_leader,
    policyExplained: row.policy_explained,
    companions: row.companions,
    record: row.record,
    interview: row.interview,
    visitorName: row.visitor_name,
    recordedAt: row.recorded_at.toISOString(),
    version: row.version,
  }
}
