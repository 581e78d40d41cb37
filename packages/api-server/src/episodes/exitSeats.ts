import { actingChair, chinaDay, opinionsOpen, type PanelFacts, type ExitVerdict } from '@sunshine-aid/domain'
import type { Insertable } from 'kysely'
import { roleHolders } from '../access/roleHolders.ts'
import type { Call } from '../applications/facts.ts'
import type { Candidates } from '../panels/seats.ts'
import { tiesOf } from '../panels/ties.ts'
import { exitFacts, findExitReview, findExitSeats, updateExitReview, type ExitRow } from './exitQueries.ts'
import type { EpisodeSituation } from './facts.ts'
import { closeFacts } from './reply.ts'
import type { ExitOpinionTable } from './tables.ts'

/** The review that the guards have seen. */
export function underWay({ exit }: EpisodeSituation): ExitRow {
  if (!exit || exit.review.ended) throw new Error('a guard let an episode without an exit review pass')
  return exit.review
}

/** The panel that the guards have seen. */
export function exitPanel({ facts }: EpisodeSituation): PanelFacts<ExitVerdict> {
  if (!facts.exit?.panel) throw new Error('a guard let an exit review without a panel pass')
  return facts.exit.panel
}

/** Who may judge an exit: those who may judge a request, but nobody who is too close (AP-08 "same rules", D6). */
export async function exitCandidates(call: Call, situation: EpisodeSituation): Promise<Candidates> {
  const { row, policy } = situation
  const roles = ['panelMember', 'psychTeacher', 'schoolHead'] as const
  const holders = await roleHolders(call.trx, roles, [row.school_id], chinaDay(call.now))
  const heads = new Set(holders.filter(({ role }) => role === 'schoolHead').map(({ accountId }) => accountId))
  return {
    eligible: new Set(holders.filter(({ role }) => role !== 'schoolHead').map(({ accountId }) => accountId)),
    heads,
    ties: await tiesOf(call, closeFacts(row, underWay(situation)), policy),
    names: new Map(holders.map(({ accountId, name }) => [accountId, name])),
  }
}

/** An empty seat: nothing said yet. */
export function exitSeat(
  { id, episode_id, org_path }: Pick<ExitRow, 'id' | 'episode_id' | 'org_path'>,
  accountId: string,
  { names }: Candidates,
): Insertable<ExitOpinionTable> {
  return { review_id: id, episode_id, org_path, account_id: accountId, name: names.get(accountId) ?? '' }
}

/** After somebody judged, stepped back or joined: who leads now, and whether the opinions are open from now on. */
export async function settlePanel(call: Call, { row, policy }: EpisodeSituation, heads: ReadonlySet<string>) {
  const review = await findExitReview(call.trx, row.id)
  if (!review) return
  const seats = await findExitSeats(call.trx, review.id)
  const { panel } = exitFacts(call.keyring, review, seats, policy)
  if (!panel) return
  await updateExitReview(call.trx, review.id, {
    chair_id: actingChair(panel, heads),
    opened_at: review.opened_at ?? (opinionsOpen(panel, policy) ? call.now : null),
  })
}
