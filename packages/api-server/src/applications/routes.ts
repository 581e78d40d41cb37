import {
  countApplications,
  followApplication,
  getApplication,
  listApplications,
  notFound,
  startApplication,
} from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'
import { implement } from '../http/implement.ts'
import { commandRoutes } from './commandRoutes.ts'
import { situationOf } from './facts.ts'
import { countByStatus, selectLines, positionIn } from './listQueries.ts'
import { nextActors } from './nextActors.ts'
import { findCaseWithin } from './queries.ts'
import { applicationReply, changedApplication, lineReplies } from './reply.ts'
import { startDraft } from './start.ts'

export function applicationRoutes(app: FastifyInstance): void {
  implement(app, listApplications, async ({ query, principal, trx, now, pager }) => {
    const { status, studentId, sort = '-updatedAt' } = query
    const pages = pager(sort)
    const page = pages.request(query)
    const filter = { status, studentId, mine: query.mine === 'true' }
    const rows = await selectLines(trx, principal, filter, sort, page).execute()
    const lineOf = await lineReplies({ trx, now }, rows)
    return pages.page(rows, page, row => positionIn(sort, row), lineOf)
  })

  implement(app, countApplications, async ({ principal, trx }) => {
    const counts = await countByStatus(trx, principal)
    return {
      mine: counts.reduce((sum, { mine }) => sum + mine, 0),
      byStatus: Object.fromEntries(counts.map(({ status, all }) => [status, all])),
    }
  })

  implement(app, startApplication, async call => {
    const id = await startDraft(call, call.body.studentId)
    return changedApplication(call, id)
  })

  implement(app, getApplication, async call => {
    const row = await findCaseWithin(call.trx, call.principal, 'application.read', call.params.id)
    if (!row) throw notFound(getApplication.path)
    call.audit.subject({ kind: 'application', id: row.id, school: row.school_id, orgPath: row.org_path })
    return applicationReply(call, await situationOf(call, row))
  })

  implement(app, followApplication, async ({ params, principal, trx, now, audit }) => {
    const row = await findCaseWithin(trx, principal, 'application.follow', params.id)
    if (!row) throw notFound(followApplication.path)
    audit.subject({ kind: 'application', id: row.id, school: row.school_id, orgPath: row.org_path })
    const nextActorOf = await nextActors(trx, [row], now)
    const { id, status, status_since } = row
    return { id, status, nextActor: nextActorOf(row), statusSince: status_since.toISOString() }
  })

  commandRoutes(app)
}
