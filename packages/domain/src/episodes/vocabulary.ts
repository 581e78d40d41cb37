import { PROVISIONAL_ENDS } from '../decisions/provisional.ts'
import { z } from '../zod.ts'

/** What a member of an exit review finds (AP-08, AP-32): leave, leave step by step, or go on as before. */
export const EXIT_VERDICTS = ['exit', 'taper', 'continue'] as const
export const ExitVerdict = z.enum(EXIT_VERDICTS)
export type ExitVerdict = z.output<typeof ExitVerdict>

/** Why an exit is proposed (AP-08: the normal level is reached or passed; the others are ours). */
export const EXIT_REASONS = [
  'normalLevel',
  'situationResolved',
  'familyDeclines',
  'graduates',
  'other',
] as const
export const ExitReason = z.enum(EXIT_REASONS)
export type ExitReason = z.output<typeof ExitReason>

/**
 * Why an episode ended: what the exit review found, or what its own clock did (`provisionalExpired`: it was never
 * determined), or a move to another school.
 */
export const END_REASONS = [...EXIT_REASONS, ...PROVISIONAL_ENDS, 'movedSchool'] as const
export const EndReason = z.enum(END_REASONS)
export type EndReason = z.output<typeof EndReason>

/** Where the student stands in one category, measured at what is usual for the age (AP-08). */
export const LEVELS = ['below', 'at', 'above'] as const
export const Level = z.enum(LEVELS)
export type Level = z.output<typeof Level>

/** Who wants the exit; a guardian asks through the staff (F1). */
export const EXIT_PROPOSERS = ['mentor', 'aidOfficer', 'guardian'] as const
export const ExitProposer = z.enum(EXIT_PROPOSERS)
export type ExitProposer = z.output<typeof ExitProposer>

export const EXIT_REVIEW_STATES = ['proposed', 'voting', 'closed', 'confirmed'] as const
export const ExitReviewState = z.enum(EXIT_REVIEW_STATES)
export type ExitReviewState = z.output<typeof ExitReviewState>

/** Quarterly refresh and yearly review (AP-30). */
export const REVIEW_KINDS = ['refresh', 'review'] as const
export const ReviewKind = z.enum(REVIEW_KINDS)
export type ReviewKind = z.output<typeof ReviewKind>

/** What an episode may wait for: a look at it, or the start of an agreed service (F4 serviceNotStarted). */
export const EPISODE_DUE_KINDS = [...REVIEW_KINDS, 'service'] as const
export const EpisodeDueKind = z.enum(EPISODE_DUE_KINDS)
export type EpisodeDueKind = z.output<typeof EpisodeDueKind>

export const TRANSFER_STATES = ['offered', 'accepted', 'refused', 'withdrawn', 'expired'] as const
export const TransferState = z.enum(TRANSFER_STATES)
export type TransferState = z.output<typeof TransferState>

/** Why the school that was asked does not take a transfer. */
export const TRANSFER_REFUSALS = ['notEnrolledHere', 'wrongSchool', 'summaryUnclear', 'other'] as const
export const TransferRefusal = z.enum(TRANSFER_REFUSALS)
export type TransferRefusal = z.output<typeof TransferRefusal>

/** 退学、开除等情形 (AP-19). */
export const NOTICE_KINDS = ['withdrawal', 'expulsion'] as const
export const NoticeKind = z.enum(NOTICE_KINDS)
export type NoticeKind = z.output<typeof NoticeKind>

export const NOTICE_REASONS = [
  'wantsToWork',
  'familyNeeds',
  'studies',
  'health',
  'discipline',
  'other',
] as const
export const NoticeReason = z.enum(NOTICE_REASONS)
export type NoticeReason = z.output<typeof NoticeReason>

export const NOTICE_STATES = ['filed', 'acknowledged'] as const
export const NoticeState = z.enum(NOTICE_STATES)
export type NoticeState = z.output<typeof NoticeState>
