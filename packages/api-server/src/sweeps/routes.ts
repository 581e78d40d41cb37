import {
  acceptSweepProposal,
  dismissSweepProposal,
  getApplicationOrigin,
  getSweep,
  getSweepBalance,
  listSweepProposals,
  listSweeps,
  notFound,
  startSweep,
} from '@sunshine-aid/api-contract'
import { chinaDay } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { grants } from '../access/reach.ts'
import { readCase } from '../applications/readCase.ts'
import type { Principal } from '../database/principal.ts'
import { implement } from '../http/implement.ts'
import { findOrganisation } from '../organisations/queries.ts'
import { balanceReach, sweepBalance } from './balance.ts'
import { accept, dismiss } from './decide.ts'
import { countProposals, findAccepted, findSweep, listProposalRows, listSweepRows } from './queries.ts'
import { detailReply, proposalReply, sweepReply } from './reply.ts'
import { findSweptSchool, startSweepOf, type SweepCall } from './start.ts'

export function sweepRoutes(app: FastifyInstance): void {
  implement(app, startSweep, async call => {
    const { schoolId } = call.body
    const isOwn = grants(call.principal, 'sweep.start').some(
      ({ assignment }) => assignment.orgId === schoolId,
    )
    const school = isOwn ? await findSweptSchool(call.trx, schoolId) : undefined
    if (!school) throw notFound(startSweep.path)
    const id = await startSweepOf(call, school)
    call.audit.subject({ kind: 'sweep', id, school: school.id, orgPath: school.path })
    return detailOf(call, id)
  })

  implement(app, listSweeps, async ({ query, principal, trx, now, pager }) => {
    const pages = pager()
    const page = pages.request(query)
    const rows = await listSweepRows(trx, principal, page)
    const ids = rows.map(({ id }) => id)
    const counts = await countProposals(trx, principal, ids)
    const today = chinaDay(now)
    return pages.page(
      rows,
      page,
      ({ started_at, id }) => [started_at.toISOString(), id],
      row => sweepReply(row, counts, today),
    )
  })

  implement(app, getSweep, async call => {
    const detail = await detailOf(call, call.params.id)
    call.audit.subject({ kind: 'sweep', id: detail.id, school: detail.schoolId })
    return detail
  })

  implement(app, listSweepProposals, async ({ params, query, principal, trx, now, pager }) => {
    const sweep = await findSweep(trx, principal, params.id)
    if (!sweep) throw notFound(listSweepProposals.path)
    const { dilemma, state, classId } = query
    const pages = pager([params.id, dilemma, state, classId].join('/'))
    const page = pages.request(query)
    const rows = await listProposalRows(trx, principal, sweep.id, { dilemma, state, classId }, page)
    const today = chinaDay(now)
    return pages.page(
      rows,
      page,
      ({ position }) => [position],
      row => proposalReply(row, today),
    )
  })

  implement(app, acceptSweepProposal, async call =>
    proposalReply(await accept(call, call.body), chinaDay(call.now)),
  )
  implement(app, dismissSweepProposal, async call =>
    proposalReply(await dismiss(call, call.body), chinaDay(call.now)),
  )

  implement(app, getSweepBalance, async ({ params, principal, trx, audit }) => {
    const reach = balanceReach(principal, params.id)
    const place = reach && (await findOrganisation(trx, params.id))
    if (!reach || !place) throw notFound(getSweepBalance.path)
    audit.subject({ kind: 'organisation', id: place.id, orgPath: place.path })
    return sweepBalance(trx, place, reach)
  })

  implement(app, getApplicationOrigin, async call => {
    const row = await readCase(call, getApplicationOrigin)
    const accepted = await findAccepted(call.trx, row.id)
    const taken = accepted?.decided_at && accepted.decided_by_name ? accepted : undefined
    return {
      source: row.source,
      proposal: taken
        ? {
            kind: taken.kind,
            reasons: taken.reasons,
            supporting: taken.supporting,
            acceptedByName: taken.decided_by_name ?? '',
            acceptedAt: taken.decided_at?.toISOString() ?? '',
          }
        : null,
    }
  })
}

async function detailOf({ trx, principal, now }: SweepCall & { principal: Principal }, id: string) {
  const row = await findSweep(trx, principal, id)
  if (!row) throw notFound(getSweep.path)
  return detailReply(row, await countProposals(trx, principal, [row.id]), chinaDay(now))
}
