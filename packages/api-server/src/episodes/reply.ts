import {
  episodeOffers,
  ExitReview,
  opinionsOpen,
  reviewDueOf,
  statusOn,
  TaperingPlan,
  type EpisodeEvent,
  type EpisodeFile,
  type EpisodeLine,
  type EpisodeReview,
  type ExitReviewState,
  type PolicyProfile,
  type SchoolCalendar,
} from '@sunshine-aid/domain'
import type { Call } from '../applications/facts.ts'
import { tiesOf } from '../panels/ties.ts'
import { transferReply } from '../transfers/reply.ts'
import { exitFacts, openedOpinion, type ExitRow, type ExitSeat } from './exitQueries.ts'
import { spellOf, type EpisodeSituation } from './facts.ts'
import {
  findEpisodeEvents,
  findEpisodeServices,
  findReviews,
  type EpisodeLineRow,
  type EpisodeRow,
} from './queries.ts'

/** The rules of the school where the episode runs. */
export interface SchoolRules {
  readonly policy: PolicyProfile
  readonly calendar: SchoolCalendar
  readonly today: string
}

export function lineReply(
  row: EpisodeLineRow | EpisodeRow,
  { policy, calendar, today }: SchoolRules,
): EpisodeLine {
  return {
    id: row.id,
    studentId: row.student_id,
    studentName: row.student_name,
    schoolId: row.school_id,
    schoolName: row.school_name,
    className: row.class_name,
    stage: row.stage,
    status: statusOn(spellOf(row), policy, today),
    startedOn: row.started_on,
    endedOn: row.ended_on,
    aidCategories: row.aid_categories,
    due: reviewDueOf(spellOf(row), policy, calendar, today),
  }
}

/** The file as `situation` found it, with what its reader may do next. */
export async function episodeFile(call: Call, situation: EpisodeSituation): Promise<EpisodeFile> {
  const { row, facts, actor, policy, exit, transfer } = situation
  const services = await findEpisodeServices(call.trx, row.id)
  const reviews = await findReviews(call.trx, row.id)
  const events = await findEpisodeEvents(call.trx, row.id)
  return {
    ...lineReply(row, situation),
    applicationId: row.application_id,
    previousId: row.previous_id,
    nextId: row.next_id,
    endReason: row.end_reason as EpisodeFile['endReason'],
    endReasonText: row.end_reason_text,
    tapering: planOf(row),
    services: services.map(({ starts_on, ...service }) => ({ ...service, startsOn: starts_on })),
    reviews: reviews.map(reviewReply),
    exitReview: exit && exitReply(call, exit.review, exit.seats, situation),
    transfer: transfer && transferReply(transfer, row.school_id, situation.today),
    events: events.map(eventReply),
    offers: episodeOffers(facts, actor, policy).map(({ command, blockers }) => ({
      command,
      blockers: [...blockers],
    })),
    ties: exit && !exit.review.ended ? await tiesOf(call, closeFacts(row, exit.review), policy) : [],
    version: row.version,
  }
}

function planOf({ tapering_steps, tapering_ends_on }: EpisodeRow): TaperingPlan | null {
  if (tapering_ends_on === null) return null
  return TaperingPlan.parse({ steps: tapering_steps, endsOn: tapering_ends_on })
}

/** Whoever proposed the exit has an interest of their own, like an applicant. */
export function closeFacts({ student_id, class_id }: EpisodeRow, { proposed_by }: ExitRow) {
  return { student_id, class_id, entered_by: proposed_by, submitted_by: null }
}

type ReviewRow = Awaited<ReturnType<typeof findReviews>>[number]

function reviewReply(row: ReviewRow): EpisodeReview {
  return {
    kind: row.kind,
    on: row.reviewed_on,
    stillFits: row.still_fits,
    aidCategories: row.aid_categories,
    note: row.note,
    byName: row.by_name,
    byRole: row.by_role,
  }
}

function eventReply(event: Awaited<ReturnType<typeof findEpisodeEvents>>[number]): EpisodeEvent {
  return {
    at: event.at.toISOString(),
    happening: event.happening,
    from: event.from_status,
    to: event.to_status,
    actorName: event.actor_name,
    actorRole: event.actor_role,
    reasonCode: event.reason_code,
    text: event.text,
  }
}

/** Sealed until the opinions are open, but for one's own; and sealed for good to whoever stepped back (D6). */
function exitReply(
  { principal, keyring }: Call,
  review: ExitRow,
  seats: readonly ExitSeat[],
  { policy, row }: EpisodeSituation,
): ExitReview {
  const { panel } = exitFacts(keyring, review, seats, policy)
  const open = panel !== null && opinionsOpen(panel, policy)
  const isReader = ({ account_id }: ExitSeat) => account_id === principal.accountId
  const steppedBack = seats.some(seat => isReader(seat) && seat.recused !== null)
  return {
    state: stateOf(review),
    proposer: review.proposer,
    relation: review.relation,
    reason: review.reason,
    evidence: ExitReview.shape.evidence.parse(review.evidence),
    proposedByName: review.proposed_by_name,
    proposedAt: review.proposed_at.toISOString(),
    quorum: policy.panelQuorum,
    taperMaxMonths: policy.taperMaxMonths,
    opinionsOpen: open,
    members: seats.map(seat => ({
      accountId: seat.account_id,
      name: seat.name,
      chair: seat.account_id === review.chair_id,
      recused: seat.recused,
      votedAt: seat.voted_at?.toISOString() ?? null,
      opinion: (open && !steppedBack) || isReader(seat) ? openedOpinion(keyring, seat) : null,
    })),
    verdict: review.verdict,
    closedAt: review.closed_at?.toISOString() ?? null,
    confirmedByName: review.confirmed_by_name,
    confirmedAt: review.confirmed_at?.toISOString() ?? null,
    agreed: review.agreed,
    plan: review.agreed === true && review.verdict === 'taper' ? planOf(row) : null,
  }
}

function stateOf({ convened_at, closed_at, confirmed_at }: ExitRow): ExitReviewState {
  if (confirmed_at) return 'confirmed'
  if (closed_at) return 'closed'
  return convened_at ? 'voting' : 'proposed'
}
