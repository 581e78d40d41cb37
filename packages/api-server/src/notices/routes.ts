import { randomUUID } from 'node:crypto'
import { acknowledgeNotice, fileNotice, listNotices, notFound } from '@sunshine-aid/api-contract'
import {
  acknowledgementBlockers,
  chinaDay,
  isNoticeLate,
  noticeBlockers,
  type WithdrawalNotice,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { refuseBy } from '../access/refuseBy.ts'
import { implement } from '../http/implement.ts'
import { staleVersion } from '../http/preconditions.ts'
import { lockStudent } from '../students/queries.ts'
import {
  findNotice,
  findNoticeFacts,
  insertNotice,
  lockNotice,
  selectNotices,
  updateNotice,
  type NoticeRow,
} from './queries.ts'

/** 退学、开除提前告知和备案 (AP-19). */
export function noticeRoutes(app: FastifyInstance): void {
  implement(app, listNotices, async ({ query, principal, trx, now, pager }) => {
    const pages = pager(query.state)
    const page = pages.request(query)
    const rows = await selectNotices(trx, principal, query.state, page)
    return pages.page(
      rows,
      page,
      row => [row.status, row.planned_on, row.id],
      row => noticeReply(row, now),
    )
  })

  implement(app, fileNotice, async ({ params, body, principal, trx, now, audit }) => {
    const student = await lockStudent(trx, principal, 'notice.file', params.id)
    if (!student) throw notFound(fileNotice.path)
    const { id: student_id, school_id, org_path, stage } = student
    audit.subject({ kind: 'student', id: student_id, school: school_id, orgPath: org_path })
    const facts = await findNoticeFacts(trx, student_id)
    refuseBy(noticeBlockers(body, { ...facts, stage }, chinaDay(now)), fileNotice.id)
    const id = randomUUID()
    await insertNotice(trx, {
      id,
      student_id,
      org_path,
      school_id,
      kind: body.kind,
      reason: body.reason,
      planned_on: body.plannedOn,
      note: body.note,
      status: 'filed',
      filed_by: principal.accountId,
      filed_by_name: principal.name,
      filed_at: now,
    })
    return noticeReply(await findNotice(trx, id), now)
  })

  implement(app, acknowledgeNotice, async call => {
    const { params, body, principal, trx, now, audit, expectedVersion } = call
    const notice = await lockNotice(trx, principal, params.id)
    if (!notice) throw notFound(acknowledgeNotice.path)
    const { id, school_id: school, org_path: orgPath, student_id } = notice
    audit.subject({ kind: 'student', id: student_id, school, orgPath })
    if (notice.version !== expectedVersion) throw staleVersion(noticeReply(await findNotice(trx, id), now))
    refuseBy(acknowledgementBlockers(notice.status), acknowledgeNotice.id)
    await updateNotice(trx, id, {
      status: 'acknowledged',
      tried: body.tried,
      acknowledged_by: principal.accountId,
      acknowledged_by_name: principal.name,
      acknowledged_at: now,
    })
    return noticeReply(await findNotice(trx, id), now)
  })
}

function noticeReply(row: NoticeRow, now: Date): WithdrawalNotice {
  return {
    id: row.id,
    studentId: row.student_id,
    studentName: row.student_name,
    schoolId: row.school_id,
    schoolName: row.school_name,
    className: row.class_name,
    stage: row.stage,
    kind: row.kind,
    reason: row.reason,
    plannedOn: row.planned_on,
    note: row.note,
    state: row.status,
    filedByName: row.filed_by_name,
    filedAt: row.filed_at.toISOString(),
    tried: row.tried,
    acknowledgedByName: row.acknowledged_by_name,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    late: isNoticeLate(row.status, row.planned_on, chinaDay(now)),
    version: row.version,
  }
}
