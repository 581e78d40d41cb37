import {
  addPanelMember,
  closePanel,
  convenePanel,
  getPanel,
  giveOpinion,
  notFound,
  recuseMember,
} from '@sunshine-aid/api-contract'
import {
  compositionBlockers,
  declineBlockers,
  newMemberBlockers,
  panelRecommends,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { changeApplication } from '../applications/change.ts'
import { implement } from '../http/implement.ts'
import { findPanelCase, insertMembers, insertPanel, updateMember, updatePanel } from './queries.ts'
import { panelReply } from './reply.ts'
import { candidatesFor, convened, keepLed, seatRow } from './seats.ts'

/** 集体评议 (AP-06, D6). Each step holds the request, so no two of them happen at once. */
export function panelRoutes(app: FastifyInstance): void {
  implement(app, getPanel, async call => {
    const { trx, principal, params, audit } = call
    const place = await findPanelCase(trx, principal, params.id)
    if (!place) throw notFound(getPanel.path)
    audit.subject({ kind: 'application', id: place.id, school: place.school_id, orgPath: place.org_path })
    return panelReply(call, place)
  })

  implement(app, convenePanel, async call => {
    const { trx, principal, now, body } = call
    const { row } = await changeApplication(call, 'convene', async situation => {
      const { row, policy } = situation
      const candidates = await candidatesFor(call, situation)
      return {
        blockers: compositionBlockers(body, candidates, policy),
        store: async () => {
          await insertPanel(trx, {
            application_id: row.id,
            org_path: row.org_path,
            status: 'voting',
            chair_id: body.chair,
            convened_by: principal.accountId,
            convened_by_name: principal.name,
            convened_at: now,
          })
          await insertMembers(
            trx,
            body.members.map(member => seatRow(row, member, candidates)),
          )
        },
      }
    })
    return panelReply(call, row)
  })

  implement(app, addPanelMember, async call => {
    const { trx, body } = call
    const { row } = await changeApplication(call, 'addMember', async situation => {
      const { row, facts } = situation
      const candidates = await candidatesFor(call, situation)
      return {
        blockers: newMemberBlockers(body.member, convened(facts), candidates),
        store: async () => {
          await insertMembers(trx, [seatRow(row, body.member, candidates)])
          await keepLed(call, row.id, candidates)
        },
      }
    })
    return panelReply(call, row)
  })

  implement(app, giveOpinion, async call => {
    const { trx, principal, now, body } = call
    const { row } = await changeApplication(call, 'vote', ({ row }) => ({
      store: async () => {
        const seen = { voted_at: now, version_seen: row.version }
        await updateMember(trx, row.id, principal.accountId, { ...body, ...seen })
        await updatePanel(trx, row.id, {})
      },
    }))
    return panelReply(call, row)
  })

  implement(app, recuseMember, async call => {
    const { trx, principal, body } = call
    const { row } = await changeApplication(call, 'recuse', async situation => {
      const { row } = situation
      const candidates = await candidatesFor(call, situation)
      return {
        reasonCode: body.reason,
        store: async () => {
          await updateMember(trx, row.id, principal.accountId, { recused: body.reason })
          await keepLed(call, row.id, candidates)
        },
      }
    })
    return panelReply(call, row)
  })

  implement(app, closePanel, async call => {
    const { trx, now, body } = call
    const { row } = await changeApplication(call, 'closePanel', ({ row, facts }) => {
      const recommends = panelRecommends(convened(facts))
      const reason = recommends ? null : body.declineReason
      return {
        blockers: declineBlockers(convened(facts), reason),
        reasonCode: reason,
        store: () =>
          updatePanel(trx, row.id, { status: 'closed', closed_at: now, recommends, decline_reason: reason }),
      }
    })
    return panelReply(call, row)
  })
}
