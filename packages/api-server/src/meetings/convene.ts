import { randomUUID } from 'node:crypto'
import { notFound, ProblemError } from '@sunshine-aid/api-contract'
import { meetingBlockers, REASONS, seatsFor, type LeftOut, type NewMeeting } from '@sunshine-aid/domain'
import { refuseBy } from '../access/refuseBy.ts'
import type { ChangeCall } from '../applications/change.ts'
import type { Insertable } from 'kysely'
import type { MeetingCaseTable } from '../database/tables.ts'
import { convenePanelOf } from '../panels/convene.ts'
import type { Candidates } from '../panels/seats.ts'
import { staffNames, studentNames } from './names.ts'
import { insertAgenda, insertMeeting } from './queries.ts'

/** Where a meeting is convened. */
interface School {
  readonly id: string
  readonly path: string
}

/**
 * Convenes a meeting and the panel of each of its cases, all or none. Returns its id.
 * @throws {ProblemError} the first reason against it; where it is about one case, `errors` says which.
 */
export async function convene(call: ChangeCall, school: School, body: NewMeeting): Promise<string> {
  const { trx, principal, now } = call
  const ids = body.cases.map(({ applicationId }) => applicationId)
  refuseBy(meetingBlockers(body, await studentNames(trx, ids), now), 'conveneMeeting')
  const meeting = { id: randomUUID(), title: body.title }
  const names = await staffNames(trx, [...body.members, body.chair])
  // Whoever is nobody here cannot be written down; who of the others may sit, each case says for itself.
  const unknown = [...body.members, body.chair].some(member => !names.has(member))
  refuseBy(unknown ? ['member_not_eligible'] : [], 'conveneMeeting')
  await insertMeeting(
    trx,
    {
      ...meeting,
      school_id: school.id,
      org_path: school.path,
      planned_at: new Date(body.plannedAt),
      place: body.place,
      online: body.online,
      status: 'planned',
      chair_id: body.chair,
      convened_by: principal.accountId,
      convened_by_name: principal.name,
      convened_at: now,
      ended_at: null,
    },
    [...new Set(body.members)].map(member => ({
      meeting_id: meeting.id,
      org_path: school.path,
      account_id: member,
      name: names.get(member) ?? '',
    })),
  )
  await insertAgenda(trx, await conveneCases(call, school, body, meeting))
  return meeting.id
}

/** One after the other in the order of their ids: two who convene the same cases never wait for each other. */
async function conveneCases(
  call: ChangeCall,
  school: School,
  body: NewMeeting,
  meeting: { readonly id: string; readonly title: string },
): Promise<Insertable<MeetingCaseTable>[]> {
  const cases = body.cases.map((one, at) => ({ ...one, at }))
  const rows: Insertable<MeetingCaseTable>[] = []
  for (const { applicationId, extra, at } of cases.sort((a, b) =>
    a.applicationId < b.applicationId ? -1 : 1,
  )) {
    let leftOut: LeftOut[] = []
    const { row } = await atCase(at, () =>
      convenePanelOf({ ...call, params: { id: applicationId } }, candidates => {
        const seats = seatsFor(body, extra, candidates)
        leftOut = seats.leftOut.map(tie => ({ ...tie, name: nameOf(candidates, tie.accountId) }))
        return { panel: seats.panel, meeting }
      }),
    )
    if (row.school_id !== school.id) throw notFound('conveneMeeting')
    rows.push({
      meeting_id: meeting.id,
      application_id: row.id,
      org_path: row.org_path,
      position: at + 1,
      left_out: JSON.stringify(leftOut),
    })
  }
  return rows
}

const nameOf = ({ names }: Candidates, accountId: string) => names.get(accountId) ?? ''

/** Says at which case of the agenda a rule refused. */
async function atCase<T>(at: number, convening: () => Promise<T>): Promise<T> {
  try {
    return await convening()
  } catch (cause) {
    if (!(cause instanceof ProblemError) || !(REASONS as readonly string[]).includes(cause.code)) throw cause
    const errors = [{ path: `body.cases.${at}`, code: cause.code }]
    throw new ProblemError(cause.code, 'conveneMeeting', { cause, errors })
  }
}
