import {
  addPanelMember,
  closePanel,
  convenePanel,
  getPanel,
  giveOpinion,
  notFound,
  recuseMember,
  releaseMember,
} from '@sunshine-aid/api-contract'
import {
  declineBlockers,
  freshMemberBlockers,
  newMemberBlockers,
  panelRecommends,
  releaseBlockers,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { changeApplication } from '../applications/change.ts'
import { implement } from '../http/implement.ts'
import { convenePanelOf } from './convene.ts'
import { findMemberName, findPanelCase, insertMembers, updateMember, updatePanel } from './queries.ts'
import { panelReply } from './reply.ts'
import { sealOpinion } from './sealedOpinion.ts'
import { candidatesFor, convened, seatRow, settlePanel } from './seats.ts'

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
    const { body } = call
    const { row } = await convenePanelOf(call, () => ({ panel: body }))
    return panelReply(call, row)
  })

  implement(app, addPanelMember, async call => {
    const { trx, body } = call
    const { row } = await changeApplication(call, 'addMember', async situation => {
      const { row, facts } = situation
      const candidates = await candidatesFor(call, situation)
      return {
        blockers: [
          ...newMemberBlockers(body.member, convened(facts), candidates),
          ...freshMemberBlockers(body.member, facts.earlier),
        ],
        store: async () => {
          await insertMembers(trx, [seatRow(row, body.member, candidates)])
          await settlePanel(call, situation, candidates.heads)
        },
      }
    })
    return panelReply(call, row)
  })

  implement(app, giveOpinion, async call => {
    const { trx, principal, now, body, keyring, audit } = call
    const { row } = await changeApplication(call, 'vote', situation => {
      const { id, version } = situation.row
      const seat = { application_id: id, account_id: principal.accountId, version_seen: version }
      const sealed = sealOpinion(keyring, seat, body)
      // The chain holds the commitment as well as the timeline.
      audit.counted({ count: 1, digest: sealed.commitment.toString('hex') })
      return {
        digest: sealed.commitment,
        store: async () => {
          const seen = { voted_at: now, version_seen: version }
          await updateMember(trx, id, principal.accountId, { ...sealed, ...seen })
          await settlePanel(call, situation)
        },
      }
    })
    return panelReply(call, row)
  })

  implement(app, recuseMember, async call => {
    const { trx, principal, body } = call
    const { words = null } = body
    const { row } = await changeApplication(call, 'recuse', async situation => {
      const { row } = situation
      const candidates = await candidatesFor(call, situation)
      return {
        reasonCode: body.reason,
        text: words,
        store: async () => {
          const stepsBack = { recused: body.reason, recusal_words: words }
          await updateMember(trx, row.id, principal.accountId, stepsBack)
          await settlePanel(call, situation, candidates.heads)
        },
      }
    })
    return panelReply(call, row)
  })

  implement(app, releaseMember, async call => {
    const { trx, body } = call
    const { row } = await changeApplication(call, 'releaseMember', async situation => {
      const { row, facts, policy } = situation
      const candidates = await candidatesFor(call, situation)
      const panel = convened(facts)
      return {
        blockers: releaseBlockers(body.member, panel, candidates.eligible, policy),
        reasonCode: body.reason,
        text: await findMemberName(trx, row.id, body.member),
        store: async () => {
          await updateMember(trx, row.id, body.member, { recused: body.reason })
          await settlePanel(call, situation, candidates.heads)
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
          updatePanel(trx, row.id, {
            status: 'closed',
            closed_at: now,
            recommends,
            decline_reason: reason,
            ...(!convened(facts).opened && { opened_at: now }),
          }),
      }
    })
    return panelReply(call, row)
  })
}
