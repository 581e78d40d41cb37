import { notFound } from '@sunshine-aid/api-contract'
import {
  meetingCommandBlockers,
  type Meeting,
  type MeetingCommand,
  type Permission,
} from '@sunshine-aid/domain'
import type { Updateable } from 'kysely'
import { refuseBy } from '../access/refuseBy.ts'
import type { Call } from '../applications/facts.ts'
import type { MeetingTable } from '../database/tables.ts'
import type { AuditNote } from '../http/auditNote.ts'
import { staleVersion } from '../http/preconditions.ts'
import { actorOn, factsOf } from './facts.ts'
import { findMeeting, findMeetingMembers, lockMeeting, updateMeeting, type MeetingRow } from './queries.ts'
import { meetingReply } from './reply.ts'

export interface MeetingCall extends Call {
  readonly params: { readonly id: string }
  readonly audit: AuditNote
  readonly expectedVersion?: number | undefined
}

const PERMISSION: Readonly<Record<MeetingCommand, Permission>> = {
  attend: 'meeting.attend',
  hold: 'meeting.attend',
  reschedule: 'panel.convene',
  cancel: 'panel.convene',
}

/**
 * Does `command` to a meeting: lock it within reach, compare the version, ask the rules, store what `step` says.
 * @throws {ProblemError} `not_found`, `stale_version`, or the first reason against it.
 */
export async function changeMeeting(
  call: MeetingCall,
  command: MeetingCommand,
  step: (row: MeetingRow) => Updateable<MeetingTable> | Promise<Updateable<MeetingTable>>,
): Promise<Meeting> {
  const { trx, principal, params, audit, expectedVersion } = call
  const permission = PERMISSION[command]
  const locked = await lockMeeting(trx, principal, permission, params.id)
  const row = locked && (await findMeeting(trx, principal, permission, locked.id))
  if (!row) throw notFound('meeting')
  audit.subject({ kind: 'meeting', id: row.id, school: row.school_id, orgPath: row.org_path })
  if (expectedVersion !== undefined && expectedVersion !== row.version)
    throw staleVersion(await meetingReply(call, row))
  const members = await findMeetingMembers(trx, [row.id])
  refuseBy(meetingCommandBlockers(command, factsOf(row, members), actorOn(principal, row)), command)
  await updateMeeting(trx, row.id, await step(row))
  const changed = await findMeeting(trx, principal, permission, row.id)
  if (!changed) throw new Error('a meeting that was just changed is gone')
  return meetingReply(call, changed)
}
