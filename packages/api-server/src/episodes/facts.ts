import {
  chinaDay,
  statusOn,
  transferStateOn,
  type EpisodeActor,
  type EpisodeFacts,
  type EpisodeStatus,
  type PolicyProfile,
  type SchoolCalendar,
  type Spell,
} from '@sunshine-aid/domain'
import type { Call } from '../applications/facts.ts'
import { policyOf } from '../organisations/policies.ts'
import { calendarOf } from '../settings/calendars.ts'
import { findTransferOf, type TransferRow } from '../transfers/queries.ts'
import { exitFacts, findExitReview, findExitSeats, type ExitRow, type ExitSeat } from './exitQueries.ts'
import type { EpisodeLineRow, EpisodeRow } from './queries.ts'
import { permissionsOnEpisode } from './reach.ts'

/** An episode as the rules see it, with who looks at it, and the policy and calendar that hold for it. */
export interface EpisodeSituation {
  readonly row: EpisodeRow
  readonly facts: EpisodeFacts
  readonly actor: EpisodeActor
  readonly policy: PolicyProfile
  readonly calendar: SchoolCalendar
  /** The exit review under way, or the last one. */
  readonly exit: { readonly review: ExitRow; readonly seats: readonly ExitSeat[] } | null
  readonly transfer: TransferRow | null
  readonly today: string
}

export async function episodeSituation(call: Call, row: EpisodeRow): Promise<EpisodeSituation> {
  const { trx, principal, keyring, now } = call
  const today = chinaDay(now)
  const policy = await policyOf(trx, row.school_id)
  const review = await findExitReview(trx, row.id)
  const exit = review ? { review, seats: await findExitSeats(trx, review.id) } : null
  const transfer = (await findTransferOf(trx, row.id)) ?? null
  const facts: EpisodeFacts = {
    status: statusOn(spellOf(row), policy, today),
    aidCategories: row.aid_categories,
    exit: exit && !exit.review.ended ? exitFacts(keyring, exit.review, exit.seats, policy) : null,
    transferOpen:
      transfer !== null && transferStateOn(transfer.status, transfer.answer_by, today) === 'offered',
  }
  const permissions = await permissionsOnEpisode(trx, principal, row.id)
  return {
    row,
    facts,
    actor: { accountId: principal.accountId, permissions },
    policy,
    calendar: await calendarOf(trx, row.school_id),
    exit,
    transfer,
    today,
  }
}

export function spellOf(row: EpisodeLineRow | EpisodeRow): Spell {
  const { status, started_on, refreshed_on, reviewed_on } = row
  return { status, startedOn: started_on, refreshedOn: refreshed_on, reviewedOn: reviewed_on }
}

/** What is kept of a state: that a review is due follows from the day, and is not. */
export function storedStatus(status: EpisodeStatus): EpisodeStatus {
  return status === 'reviewDue' ? 'active' : status
}
