import { listVisits, notFound, recordVisit } from '@sunshine-aid/api-contract'
import { chinaDay, isValidVisit, requestBlockers, visitBlockers } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { refuseBy } from '../access/refuseBy.ts'
import { changeApplication } from '../applications/change.ts'
import { lockOpenApplication } from '../applications/queries.ts'
import { refreshCoverage } from '../coverage/facts.ts'
import { implement } from '../http/implement.ts'
import { policyOf } from '../organisations/policies.ts'
import { findPlace } from '../students/queries.ts'
import { visitReply, visitRow } from './columns.ts'
import { settlePlan } from './planQueries.ts'
import { findOwnVisit, findVisitedStudent, findVisits, insertVisit } from './queries.ts'

export function visitRoutes(app: FastifyInstance): void {
  implement(app, listVisits, async ({ params, principal, trx, audit }) => {
    const student = await findVisitedStudent(trx, principal, params.id)
    if (!student) throw notFound(listVisits.path)
    audit.subject({ kind: 'student', id: student.id, school: student.school_id, orgPath: student.org_path })
    const rows = await findVisits(trx, principal, student.id)
    return { items: rows.map(visitReply) }
  })

  implement(app, recordVisit, async call => {
    const { params, body, principal, trx, now, audit } = call
    const student = await findPlace(trx, principal, 'visit.record', params.id)
    if (!student) throw notFound(recordVisit.path)
    const subject = { kind: 'student', id: student.id, school: student.school_id, orgPath: student.org_path }
    audit.subject(subject)
    const known = body.id && (await findOwnVisit(trx, principal, student.id, body.id))
    if (known) return visitReply(known)
    const today = chinaDay(now)
    const policy = await policyOf(trx, student.school_id)
    refuseBy(visitBlockers(body, policy.visits[student.stage].modes, today), recordVisit.id)
    // Held before the visit is stored: a screening that ends at this moment either sees it, or is seen here.
    const open = await lockOpenApplication(trx, student.id)
    refuseBy(requestBlockers(body, open?.id), recordVisit.id)
    const application = body.applicationId === null ? undefined : open
    const visit = await insertVisit(trx, visitRow(call, student, application?.id ?? null))
    if (body.reached) await settlePlan(trx, student.id, { id: visit.id, visitedOn: body.visitedOn }, now)
    if (application?.status === 'awaitingVisit' && isValidVisit(body, student.stage, policy, today))
      await changeApplication({ ...call, params: { id: application.id } }, 'recordVisit')
    await refreshCoverage(trx, { studentIds: [student.id], now })
    audit.subject(subject)
    return visitReply(visit)
  })
}
