import {
  acceptTransfer,
  listTransfers,
  notFound,
  offerTransfer,
  refuseTransfer,
  searchSchools,
  withdrawTransfer,
} from '@sunshine-aid/api-contract'
import {
  addSchoolDays,
  answerBlockers,
  chinaDay,
  transferBlockers,
  transferStateOn,
  type Transfer,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { refuseBy } from '../access/refuseBy.ts'
import type { Call } from '../applications/facts.ts'
import { refreshCoverage } from '../coverage/facts.ts'
import { changedEpisode, changeEpisode } from '../episodes/change.ts'
import type { AuditNote } from '../http/auditNote.ts'
import { implement } from '../http/implement.ts'
import { requireVersion } from '../http/preconditions.ts'
import { acceptInto } from './accept.ts'
import { onSendersChain } from './onSendersChain.ts'
import {
  findSchool,
  findSchools,
  findTransfer,
  insertTransfer,
  lockIncoming,
  selectTransfers,
  updateTransfer,
  type TransferRow,
} from './queries.ts'
import { transferReply } from './reply.ts'

/** 学段接续 (AP-14): a student is handed on when the other school accepts; until then they stay. */
export function transferRoutes(app: FastifyInstance): void {
  implement(app, offerTransfer, async call => {
    const { trx, principal, now, body } = call
    const to = await findSchool(trx, body.toSchoolId)
    const { row } = await changeEpisode(call, 'offerTransfer', ({ row, policy, calendar, today }) => ({
      blockers: transferBlockers(body, row.school_id, to),
      store: async () => {
        if (!to) throw new Error('a rule let an offer to no school pass')
        await insertTransfer(trx, {
          episode_id: row.id,
          child_id: row.student_id,
          org_path: schoolPath(row.org_path),
          from_school_id: row.school_id,
          from_school_name: row.school_name,
          to_path: to.path,
          to_school_id: to.id,
          to_school_name: to.name,
          student_name: row.student_name,
          stage: row.stage,
          aid_categories: row.aid_categories,
          summary: body.summary,
          status: 'offered',
          offered_by_name: principal.name,
          offered_at: now,
          answer_by: addSchoolDays(calendar, today, policy.transferAnswerDays),
        })
      },
    }))
    return changedEpisode(call, row.id)
  })

  implement(app, withdrawTransfer, async call => {
    const { row } = await changeEpisode(call, 'withdrawTransfer', ({ transfer }) => ({
      store: async () => {
        if (transfer)
          await updateTransfer(call.trx, transfer.id, { status: 'withdrawn', answered_at: call.now })
      },
    }))
    return changedEpisode(call, row.id)
  })

  implement(app, listTransfers, async ({ query, principal, trx, now, pager }) => {
    const { direction } = query
    const pages = pager(direction)
    const page = pages.request(query)
    const rows = await selectTransfers(trx, principal, direction, page)
    const school = (row: TransferRow) => (direction === 'incoming' ? row.to_school_id : row.from_school_id)
    return pages.page(
      rows,
      page,
      row => [row.offered_at.toISOString(), row.id],
      row => transferReply(row, school(row), chinaDay(now)),
    )
  })

  implement(app, acceptTransfer, async call => {
    const offer = await openOffer(call)
    const studentId = await acceptInto(call, offer, call.body.classId)
    await refreshCoverage(call.trx, { studentIds: [studentId], now: call.now })
    await onSendersChain(call, offer, acceptTransfer.id)
    return answered(call, offer)
  })

  implement(app, refuseTransfer, async call => {
    const { trx, principal, now, body } = call
    const offer = await openOffer(call)
    await updateTransfer(trx, offer.id, {
      status: 'refused',
      answered_by_name: principal.name,
      answered_at: now,
      refusal: body.reason,
      refusal_text: body.text,
    })
    await onSendersChain(call, offer, refuseTransfer.id)
    return answered(call, offer)
  })

  implement(app, searchSchools, async ({ trx, body }) => {
    const schools = await findSchools(trx, body.name, 20)
    return {
      items: schools.map(({ id, name, stage, county_name }) => ({
        id,
        name,
        stage,
        countyName: county_name,
      })),
    }
  })
}

interface AnswerCall extends Call {
  readonly params: { readonly id: string }
  readonly audit: AuditNote
  readonly expectedVersion: number
}

/** The offer to the caller's school, locked, in the version that they saw, and still open. */
async function openOffer({
  trx,
  principal,
  params,
  now,
  audit,
  expectedVersion,
}: AnswerCall): Promise<TransferRow> {
  const offer = await lockIncoming(trx, principal, params.id)
  if (!offer) throw notFound('transfer')
  audit.subject({ kind: 'transfer', id: offer.id, school: offer.to_school_id, orgPath: offer.to_path })
  const today = chinaDay(now)
  requireVersion(transferReply(offer, offer.to_school_id, today), expectedVersion)
  refuseBy(answerBlockers(transferStateOn(offer.status, offer.answer_by, today)), 'transfer')
  return offer
}

async function answered({ trx, now }: Call, { id, to_school_id }: TransferRow): Promise<Transfer> {
  return transferReply(await findTransfer(trx, id), to_school_id, chinaDay(now))
}

/** The school above a class. */
function schoolPath(classPath: string): string {
  return classPath.slice(0, classPath.lastIndexOf('.'))
}
