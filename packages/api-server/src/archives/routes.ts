import { getArchive, listAccess, notFound } from '@sunshine-aid/api-contract'
import type { Episode } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import type { Trx } from '../database/schema.ts'
import { grants, isWithin } from '../access/reach.ts'
import { implement } from '../http/implement.ts'
import { findGuardian, findPlace, findStudent } from '../students/queries.ts'
import { studentReply } from '../students/reply.ts'
import { visitReply } from '../visits/columns.ts'
import { findVisits } from '../visits/queries.ts'
import { listAccessRows } from './accessLog.ts'
import { findAidHistory, findApplications, findEpisodes, findServices } from './queries.ts'

export function archiveRoutes(app: FastifyInstance): void {
  implement(app, getArchive, async ({ params, principal, trx, keyring, audit }) => {
    const student = await findStudent(trx, principal, 'archive.read', params.id)
    if (!student) throw notFound(getArchive.path)
    const { id, school_id: school, org_path: orgPath } = student
    audit.subject({ kind: 'student', id, school, orgPath })
    const aidHistory = await findAidHistory(trx, principal, id)
    const visits = await findVisits(trx, principal, id)
    const applications = await findApplications(trx, principal, id)
    return {
      student: studentReply(keyring, student, await findGuardian(trx, id)),
      aidHistory: (aidHistory ?? []).map(({ amount_cents, paid_on, generated_on, ...line }) => ({
        ...line,
        amountCents: amount_cents,
        paidOn: paid_on,
        generatedOn: generated_on,
      })),
      aidHistoryReadable: aidHistory !== null,
      visits: visits.map(visitReply),
      applications: applications.map(row => ({
        id: row.id,
        status: row.status,
        statusSince: row.status_since.toISOString(),
        submittedAt: row.submitted_at?.toISOString() ?? null,
        dilemmaTypes: row.dilemma_types,
      })),
      episodes: await episodesOf(trx, id),
    }
  })

  implement(app, listAccess, async ({ params, query, principal, trx, pager, audit }) => {
    const student = await findPlace(trx, principal, 'accessLog.read', params.id)
    if (!student) throw notFound(listAccess.path)
    audit.subject({ kind: 'student', id: student.id, school: student.school_id, orgPath: student.org_path })
    const pages = pager()
    const page = pages.request(query)
    const rows = await listAccessRows(trx, student.id, page)
    // A family is told the role and the reason; whom to ask about a person is the school.
    const isStaff = grants(principal, 'accessLog.read').some(
      ({ reach, assignment }) => reach === 'place' && isWithin(student.org_path, assignment.orgPath),
    )
    return pages.page(
      rows,
      page,
      row => [row.at.toISOString(), row.chain, row.seq],
      ({ at, name, role, action, outcome }) => ({
        at: at.toISOString(),
        name: isStaff ? name : null,
        role,
        action,
        outcome,
      }),
    )
  })
}

async function episodesOf(trx: Trx, studentId: string): Promise<Episode[]> {
  const episodes = await findEpisodes(trx, studentId)
  const services = await findServices(
    trx,
    episodes.map(({ id }) => id),
  )
  return episodes.map(({ id, status, started_on, ended_on, aid_categories }) => ({
    id,
    status,
    startedOn: started_on,
    endedOn: ended_on,
    aidCategories: aid_categories,
    services: services
      .filter(({ episode_id }) => episode_id === id)
      .slice(0, 20)
      .map(service => ({
        category: service.category,
        provider: service.provider,
        content: service.content,
        startsOn: service.starts_on,
        status: service.status,
      })),
  }))
}
