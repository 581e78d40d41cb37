import type {
  AidCategory,
  EpisodeHappening,
  EpisodeStatus,
  ExitProposer,
  ExitReason,
  ExitVerdict,
  GuardianRelation,
  NoticeKind,
  NoticeReason,
  NoticeState,
  RecusalReason,
  ReviewKind,
  Role,
  SchoolStage,
  TransferRefusal,
  TransferState,
} from '@sunshine-aid/domain'
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { OfStudent } from '../database/ofStudent.ts'

export interface EpisodeTable extends OfStudent {
  id: Generated<string>
  school_id: string
  application_id: string | null
  previous_id: string | null
  status: EpisodeStatus
  aid_categories: AidCategory[]
  started_on: string
  ended_on: string | null
  /** Last day of provisional support; kept when it ended, dropped when it was confirmed. */
  expires_on: string | null
  end_reason: string | null
  /** The words of `end_reason` on the day of the decision. */
  end_reason_text: string | null
  reviewed_on: string | null
  /** Without the reviews, which count as refreshes too. */
  refreshed_on: string | null
  review_base: GeneratedAlways<string>
  refresh_base: GeneratedAlways<string>
  /** jsonb: written as text, read as what it holds. */
  tapering_steps: ColumnType<unknown, string | null | undefined, string | null>
  tapering_ends_on: string | null
  version: Generated<number>
}

interface OfEpisode {
  episode_id: string
  org_path: string
}

/** jsonb: written as text, read as what it holds. */
type Json = ColumnType<unknown, string, string>

export interface EpisodeEventTable extends OfEpisode {
  id: Generated<number>
  at: Date
  /** `null` where the calendar did it. */
  actor_id: string | null
  actor_name: string | null
  actor_role: Role | null
  happening: EpisodeHappening
  from_status: EpisodeStatus
  to_status: EpisodeStatus
  reason_code: string | null
  text: string | null
}

export interface EpisodeReviewTable extends OfEpisode {
  id: Generated<string>
  kind: ReviewKind
  reviewed_on: string
  still_fits: boolean
  aid_categories: AidCategory[]
  note: string
  by_id: string
  by_name: string
  by_role: Role
  recorded_at: Date
}

export interface ExitReviewTable extends OfEpisode {
  id: Generated<string>
  proposer: ExitProposer
  /** Of the guardian who asks; since migration 0013. */
  relation: GuardianRelation | null
  reason: ExitReason
  evidence: Json
  proposed_by: string
  proposed_by_name: string
  proposed_at: Date
  chair_id: string | null
  convened_at: Date | null
  opened_at: Date | null
  closed_at: Date | null
  verdict: ExitVerdict | null
  confirmed_by: string | null
  confirmed_by_name: string | null
  confirmed_at: Date | null
  agreed: boolean | null
  ended: Generated<boolean>
}

export interface ExitOpinionTable extends OfEpisode {
  review_id: string
  account_id: string
  name: string
  recused: RecusalReason | null
  opinion_sealed: Buffer | null
  voted_at: Date | null
  version_seen: number | null
}

export interface TransferTable {
  id: Generated<string>
  episode_id: string
  child_id: string
  org_path: string
  from_school_id: string
  from_school_name: string
  to_path: string
  to_school_id: string
  to_school_name: string
  student_name: string
  stage: SchoolStage
  aid_categories: AidCategory[]
  summary: string
  /** That an offer has lapsed follows from `answer_by`. */
  status: Exclude<TransferState, 'expired'>
  offered_by_name: string
  offered_at: Date
  answer_by: string
  answered_by_name: string | null
  answered_at: Date | null
  refusal: TransferRefusal | null
  refusal_text: string | null
  new_episode_id: string | null
  version: Generated<number>
}

export interface WithdrawalNoticeTable {
  id: Generated<string>
  student_id: string
  org_path: string
  school_id: string
  kind: NoticeKind
  reason: NoticeReason
  planned_on: string
  note: string
  status: NoticeState
  filed_by: string
  filed_by_name: string
  filed_at: Date
  tried: string | null
  acknowledged_by: string | null
  acknowledged_by_name: string | null
  acknowledged_at: Date | null
  version: Generated<number>
}

/** Tables of migration 0005. */
export interface EpisodeTables {
  episode: EpisodeTable
  episode_event: EpisodeEventTable
  episode_review: EpisodeReviewTable
  exit_review: ExitReviewTable
  exit_opinion: ExitOpinionTable
  transfer: TransferTable
  withdrawal_notice: WithdrawalNoticeTable
}
