import {
  ExitOpinion,
  opinionsOpen,
  type ExitFacts,
  type ExitVerdict,
  type PanelFacts,
  type PolicyProfile,
} from '@sunshine-aid/domain'
import type { Insertable, Updateable } from 'kysely'
import type { Keyring } from '../crypto/keyring.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Trx } from '../database/schema.ts'
import type { ExitOpinionTable, ExitReviewTable } from './tables.ts'

export type ExitRow = NonNullable<Awaited<ReturnType<typeof findExitReview>>>
export type ExitSeat = Awaited<ReturnType<typeof findExitSeats>>[number]

/** The exit review that is under way, or the last one. */
export function findExitReview(trx: Trx, episodeId: string) {
  return trx
    .selectFrom('exit_review')
    .selectAll()
    .where('episode_id', '=', episodeId)
    .orderBy('ended')
    .orderBy('proposed_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** Who sits on its panel. The order decides who leads after the chair. */
export function findExitSeats(trx: Trx, reviewId: string) {
  return trx
    .selectFrom('exit_opinion')
    .select(['review_id', 'account_id', 'name', 'recused', 'opinion_sealed', 'voted_at'])
    .where('review_id', '=', reviewId)
    .orderBy('name')
    .orderBy('account_id')
    .execute()
}

/** The review as the rules see it: what was said is unsealed only once it may be read. */
export function exitFacts(
  keyring: Keyring,
  review: ExitRow,
  seats: readonly ExitSeat[],
  policy: PolicyProfile,
): ExitFacts {
  const proposed = { proposedBy: review.proposed_by }
  if (review.chair_id === null) return { ...proposed, panel: null }
  const panel: PanelFacts<ExitVerdict> = {
    status: review.closed_at ? 'closed' : 'voting',
    opened: review.opened_at !== null,
    chair: review.chair_id,
    members: seats.map(({ account_id, recused, voted_at }) => ({
      accountId: account_id,
      recused: recused !== null,
      voted: voted_at !== null,
      opinion: null,
    })),
  }
  if (!opinionsOpen(panel, policy)) return { ...proposed, panel }
  const members = panel.members.map((member, at) => ({
    ...member,
    opinion: openedOpinion(keyring, seats[at])?.verdict ?? null,
  }))
  return { ...proposed, panel: { ...panel, members } }
}

function context({ review_id, account_id }: Pick<ExitSeat, 'review_id' | 'account_id'>) {
  return { table: 'exit_opinion', column: 'opinion_sealed', rowId: `${review_id}/${account_id}` }
}

/** Seals what a member judges, for their own seat. */
export function sealedOpinion(
  keyring: Keyring,
  seat: Pick<ExitSeat, 'review_id' | 'account_id'>,
  opinion: ExitOpinion,
): Buffer {
  return seal(keyring, context(seat), JSON.stringify(opinion))
}

export function openedOpinion(keyring: Keyring, seat: ExitSeat | undefined): ExitOpinion | null {
  if (!seat?.opinion_sealed) return null
  return ExitOpinion.parse(JSON.parse(unseal(keyring, context(seat), seat.opinion_sealed)))
}

export async function insertExitReview(trx: Trx, row: Insertable<ExitReviewTable>): Promise<void> {
  await trx.insertInto('exit_review').values(row).execute()
}

export async function updateExitReview(
  trx: Trx,
  id: string,
  columns: Updateable<ExitReviewTable>,
): Promise<void> {
  await trx.updateTable('exit_review').set(columns).where('id', '=', id).execute()
}

export async function insertSeats(trx: Trx, rows: readonly Insertable<ExitOpinionTable>[]): Promise<void> {
  await trx.insertInto('exit_opinion').values(rows).execute()
}

export async function updateSeat(
  trx: Trx,
  reviewId: string,
  accountId: string,
  columns: Updateable<ExitOpinionTable>,
): Promise<void> {
  await trx
    .updateTable('exit_opinion')
    .set(columns)
    .where('review_id', '=', reviewId)
    .where('account_id', '=', accountId)
    .execute()
}
