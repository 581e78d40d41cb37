import {
  countApplications,
  followApplication,
  getApplication,
  listApplications,
  startApplication,
} from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'
import { implement } from '../http/implement.ts'
import { commandRoutes } from './commandRoutes.ts'
import { situationOf } from './facts.ts'
import { countByStatus, selectLines, positionIn } from './listQueries.ts'
import { nextActors } from './nextActors.ts'
import { readCase } from './readCase.ts'
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
    const row = await readCase(call, getApplication)
    return applicationReply(call, await situationOf(call, row))
  })

  implement(app, followApplication, async call => {
    const row = await readCase(call, followApplication)
    const nextActorOf = await nextActors(call.trx, [row], call.now)
    const { id, status, status_since } = row
    return { id, status, nextActor: nextActorOf(row), statusSince: status_since.toISOString() }
  })

  commandRoutes(app)
}
