import {
  attendMeeting,
  cancelMeeting,
  conveneMeeting,
  getMeeting,
  getMeetingMinutes,
  holdMeeting,
  listMeetings,
  listWaitingCases,
  notFound,
  rescheduleMeeting,
} from '@sunshine-aid/api-contract'
import { planBlockers, type CaseMinutes } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { grants } from '../access/reach.ts'
import { refuseBy } from '../access/refuseBy.ts'
import type { Call } from '../applications/facts.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { implement } from '../http/implement.ts'
import { findOrganisation, type PlacedOrganisation } from '../organisations/queries.ts'
import { policyOf } from '../organisations/policies.ts'
import { panelReply } from '../panels/reply.ts'
import { tiesOf } from '../panels/ties.ts'
import { changeMeeting } from './change.ts'
import { convene } from './convene.ts'
import { findMeeting, selectMeetings, selectWaiting, updateAttendance } from './queries.ts'
import { lineReplies, meetingReply } from './reply.ts'

/** 评议会 (AP-06): several cases before the same members, each with a panel of its own. */
export function meetingRoutes(app: FastifyInstance): void {
  implement(app, listWaitingCases, async call => {
    const { trx, principal, params, query, pager } = call
    const school = await schoolOf(trx, principal, params.id)
    const policy = await policyOf(trx, school.id)
    const pages = pager()
    const page = pages.request(query)
    const rows = await selectWaiting(trx, principal, school.id, page)
    const ties = new Map<string, Awaited<ReturnType<typeof tiesOf>>>()
    for (const row of rows) ties.set(row.id, await tiesOf(call, row, policy))
    return pages.page(
      rows,
      page,
      row => [row.status_since.toISOString(), row.id],
      row => ({
        id: row.id,
        studentId: row.student_id,
        studentName: row.student_name,
        className: row.class_name,
        aidCategories: row.aid_categories,
        suddenChange: row.sudden_change,
        since: row.status_since.toISOString(),
        ties: ties.get(row.id) ?? [],
      }),
    )
  })

  implement(app, conveneMeeting, async call => {
    const { trx, principal, params, body, audit } = call
    const school = await schoolOf(trx, principal, params.id)
    const id = await convene(call, school, body)
    audit.subject({ kind: 'meeting', id, school: school.id, orgPath: school.path })
    audit.list(body.cases.map(({ applicationId }) => applicationId))
    return meetingReply(call, await meetingOf(call, id))
  })

  implement(app, listMeetings, async call => {
    const { trx, principal, query, pager } = call
    const { when = 'toCome' } = query
    const pages = pager(when)
    const page = pages.request(query)
    const rows = await selectMeetings(trx, principal, when, page).execute()
    const lineOf = await lineReplies(call, rows)
    return pages.page(rows, page, row => [row.planned_at.toISOString(), row.id], lineOf)
  })

  implement(app, getMeeting, async call => {
    const row = await meetingOf(call, call.params.id)
    call.audit.subject({ kind: 'meeting', id: row.id, school: row.school_id, orgPath: row.org_path })
    const meeting = await meetingReply(call, row)
    call.audit.list(meeting.agenda.flatMap(item => item.case?.applicationId ?? []))
    return meeting
  })

  implement(app, getMeetingMinutes, async call => {
    const row = await meetingOf(call, call.params.id)
    call.audit.subject({ kind: 'meeting', id: row.id, school: row.school_id, orgPath: row.org_path })
    const meeting = await meetingReply(call, row)
    const cases: CaseMinutes[] = []
    for (const item of meeting.agenda) cases.push({ ...item, panel: await closedPanel(call, row, item.case) })
    call.audit.list(cases.flatMap(({ panel }) => panel?.applicationId ?? []))
    return { meeting, cases }
  })

  implement(app, rescheduleMeeting, call =>
    changeMeeting(call, 'reschedule', () => {
      const { plannedAt, place, online } = call.body
      refuseBy(planBlockers(call.body, call.now), 'reschedule')
      return { planned_at: new Date(plannedAt), place, online }
    }),
  )
  implement(app, holdMeeting, call =>
    changeMeeting(call, 'hold', () => ({ status: 'held', ended_at: call.now })),
  )
  implement(app, cancelMeeting, call =>
    changeMeeting(call, 'cancel', () => ({ status: 'cancelled', ended_at: call.now })),
  )
  implement(app, attendMeeting, call =>
    changeMeeting(call, 'attend', async ({ id }) => {
      await updateAttendance(call.trx, id, call.principal.accountId, call.body.attendance)
      return {}
    }),
  )
}

/** @throws {ProblemError} `not_found` where the principal convenes no panels. */
async function schoolOf(trx: Trx, principal: Principal, id: string): Promise<PlacedOrganisation> {
  const isHere = grants(principal, 'panel.convene').some(({ assignment }) => assignment.schoolId === id)
  const school = isHere ? await findOrganisation(trx, id) : undefined
  if (!school) throw notFound('school')
  return school
}

async function meetingOf({ trx, principal }: Call, id: string) {
  const row = await findMeeting(trx, principal, 'meeting.attend', id)
  if (!row) throw notFound('meeting')
  return row
}

function closedPanel(
  call: Call,
  { school_id }: { readonly school_id: string },
  item: CaseMinutes['case'],
): Promise<CaseMinutes['panel']> {
  if (item?.panelStatus !== 'closed') return Promise.resolve(null)
  return panelReply(call, { id: item.applicationId, school_id })
}
