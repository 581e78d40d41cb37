import {
  getAccessReport,
  getAccountability,
  listReading,
  notFound,
  settleReading,
} from '@sunshine-aid/api-contract'
import { addDays, chinaDay, readingBlockers } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { refuseBy } from '../access/refuseBy.ts'
import { readCase } from '../applications/readCase.ts'
import { implement } from '../http/implement.ts'
import { findPlace } from '../students/queries.ts'
import { accessReport, MAX_LINES } from './accessReport.ts'
import { accountLines } from './lines.ts'
import { lockReading, readingLimits, selectReading, settle } from './readingQueries.ts'
import { readingReplies } from './readingReply.ts'

/** A year back: longer than the six months that the law asks for, and what a family can still place. */
const REPORT_DAYS = 365

export function accountabilityRoutes(app: FastifyInstance): void {
  implement(app, getAccountability, async call => {
    const { id } = await readCase(call, getAccountability)
    return { id, items: await accountLines(call.trx, id) }
  })

  implement(app, getAccessReport, async ({ params, principal, trx, now, audit }) => {
    const student = await findPlace(trx, principal, 'accessLog.read', params.id)
    if (!student) throw notFound(getAccessReport.path)
    audit.subject({ kind: 'student', id: student.id, school: student.school_id, orgPath: student.org_path })
    const to = chinaDay(now)
    const from = addDays(to, -REPORT_DAYS)
    const lines = await accessReport(trx, student.id, from)
    return { from, to, items: lines.slice(0, MAX_LINES), more: lines.length > MAX_LINES }
  })

  implement(app, listReading, async call => {
    const { query, principal, trx, pager } = call
    const pages = pager()
    const page = pages.request(query)
    const rows = await selectReading(call, await readingLimits(trx, principal), page)
    const replyOf = await readingReplies(call, rows)
    return pages.page(rows, page, ({ day, id }) => [day, id], replyOf)
  })

  implement(app, settleReading, async call => {
    const { params, body, principal, trx, now, audit } = call
    const row = await lockReading(call, params.id)
    if (!row) throw notFound(settleReading.path)
    audit.subject({ kind: 'reading', id: row.id, school: row.school_id, orgPath: row.org_path })
    refuseBy(row.outcome === null ? [] : ['reading_settled'], settleReading.id)
    refuseBy(readingBlockers({ accountId: row.account_id }, principal.accountId), settleReading.id)
    const settled = await settle(trx, row, { outcome: body.outcome, by: principal, at: now })
    return (await readingReplies(call, [settled]))(settled)
  })
}
