import {
  addExitMember,
  closeExitPanel,
  confirmExit,
  conveneExitPanel,
  endTapering,
  giveExitOpinion,
  proposeExit,
  recuseExitMember,
} from '@sunshine-aid/api-contract'
import {
  compositionBlockers,
  confirmationBlockers,
  exitVerdict,
  newMemberBlockers,
  exitProposalBlockers,
  WORDS,
  type ExitConfirmation,
  type ExitVerdict,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import type { Updateable } from 'kysely'
import { implement } from '../http/implement.ts'
import { changedEpisode, changeEpisode } from './change.ts'
import {
  insertExitReview,
  insertSeats,
  sealedOpinion,
  updateExitReview,
  updateSeat,
  type ExitRow,
} from './exitQueries.ts'
import { exitCandidates, exitPanel, exitSeat, settlePanel, underWay } from './exitSeats.ts'
import type { EpisodeTable } from './tables.ts'

/** Leaving by collective review (AP-08): proposed with evidence, judged under seal, confirmed by the head. */
export function exitRoutes(app: FastifyInstance): void {
  implement(app, proposeExit, async call => {
    const { trx, principal, now, body } = call
    const { row } = await changeEpisode(call, 'proposeExit', ({ row }) => ({
      blockers: exitProposalBlockers(body, row.aid_categories),
      reasonCode: body.reason,
      store: () =>
        insertExitReview(trx, {
          episode_id: row.id,
          org_path: row.org_path,
          proposer: body.proposer,
          relation: body.relation,
          reason: body.reason,
          evidence: JSON.stringify(body.evidence),
          proposed_by: principal.accountId,
          proposed_by_name: principal.name,
          proposed_at: now,
        }),
    }))
    return changedEpisode(call, row.id)
  })

  implement(app, conveneExitPanel, async call => {
    const { trx, now, body } = call
    const { row } = await changeEpisode(call, 'convene', async situation => {
      const review = underWay(situation)
      const candidates = await exitCandidates(call, situation)
      return {
        blockers: compositionBlockers(body, candidates, situation.policy),
        store: async () => {
          await updateExitReview(trx, review.id, { chair_id: body.chair, convened_at: now })
          await insertSeats(
            trx,
            body.members.map(member => exitSeat(review, member, candidates)),
          )
        },
      }
    })
    return changedEpisode(call, row.id)
  })

  implement(app, addExitMember, async call => {
    const { trx, body } = call
    const { row } = await changeEpisode(call, 'addMember', async situation => {
      const candidates = await exitCandidates(call, situation)
      return {
        blockers: newMemberBlockers(body.member, exitPanel(situation), candidates),
        store: async () => {
          await insertSeats(trx, [exitSeat(underWay(situation), body.member, candidates)])
          await settlePanel(call, situation, candidates.heads)
        },
      }
    })
    return changedEpisode(call, row.id)
  })

  implement(app, giveExitOpinion, async call => {
    const { trx, principal, keyring, now, body } = call
    const { row } = await changeEpisode(call, 'vote', situation => ({
      store: async () => {
        const { id } = underWay(situation)
        await updateSeat(trx, id, principal.accountId, {
          opinion_sealed: sealedOpinion(keyring, { review_id: id, account_id: principal.accountId }, body),
          voted_at: now,
          version_seen: situation.row.version,
        })
        await settlePanel(call, situation, (await exitCandidates(call, situation)).heads)
      },
    }))
    return changedEpisode(call, row.id)
  })

  implement(app, recuseExitMember, async call => {
    const { trx, principal, body } = call
    await changeEpisode(call, 'recuse', situation => ({
      reasonCode: body.reason,
      store: async () => {
        await updateSeat(trx, underWay(situation).id, principal.accountId, { recused: body.reason })
        await settlePanel(call, situation, (await exitCandidates(call, situation)).heads)
      },
    }))
  })

  implement(app, closeExitPanel, async call => {
    const { trx, now } = call
    const { row } = await changeEpisode(call, 'closePanel', situation => {
      const verdict = exitVerdict(exitPanel(situation))
      return {
        reasonCode: verdict,
        store: () =>
          updateExitReview(trx, underWay(situation).id, {
            closed_at: now,
            verdict,
            // That the help goes on needs nobody's word; the review counts as one (AP-30).
            ended: verdict === 'continue',
          }),
        ...(verdict === 'continue' && { columns: { reviewed_on: situation.today } }),
      }
    })
    return changedEpisode(call, row.id)
  })

  implement(app, confirmExit, async call => {
    const { trx, principal, now, body } = call
    const { row } = await changeEpisode(call, 'confirmExit', situation => {
      const { policy, today } = situation
      const review = underWay(situation)
      const verdict = exitVerdict(exitPanel(situation))
      return {
        blockers: confirmationBlockers(body, verdict, policy, today),
        columns: outcomeColumns(body, verdict, review, today),
        agrees: body.agrees,
        reasonCode: body.agrees ? verdict : 'continue',
        text: body.note,
        store: () =>
          updateExitReview(trx, review.id, {
            confirmed_by: principal.accountId,
            confirmed_by_name: principal.name,
            confirmed_at: now,
            agreed: body.agrees,
            ended: true,
          }),
      }
    })
    return changedEpisode(call, row.id)
  })

  implement(app, endTapering, async call => {
    const { row } = await changeEpisode(call, 'endTapering', () => ({ text: call.body.note }))
    return changedEpisode(call, row.id)
  })
}

/** The reason is kept with its words of today: a later wording does not rewrite it. */
function outcomeColumns(
  { agrees, plan }: ExitConfirmation,
  verdict: ExitVerdict,
  { reason }: ExitRow,
  today: string,
): Updateable<EpisodeTable> {
  if (!agrees) return { reviewed_on: today }
  const ending = { end_reason: reason, end_reason_text: WORDS.endReason[reason]['zh-CN'] }
  if (verdict !== 'taper' || plan === null) return ending
  return { ...ending, tapering_steps: JSON.stringify(plan.steps), tapering_ends_on: plan.endsOn }
}
