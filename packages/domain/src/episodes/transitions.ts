import type { EpisodeStatus } from '../applications/determination.ts'
import type { Permission } from '../permissions.ts'

/** Everything that can be done to an episode once it is active (F1). */
export const EPISODE_COMMANDS = [
  'refresh',
  'review',
  'proposeExit',
  'convene',
  'addMember',
  'vote',
  'recuse',
  'closePanel',
  'confirmExit',
  'endTapering',
  'offerTransfer',
  'withdrawTransfer',
] as const
export type EpisodeCommand = (typeof EPISODE_COMMANDS)[number]

/** What stands in an episode's history besides its commands: done by the other school, or by the calendar. */
export const EPISODE_HAPPENINGS = [
  ...EPISODE_COMMANDS,
  'acceptTransfer',
  'refuseTransfer',
  'taperingEnded',
] as const
export type EpisodeHappening = (typeof EPISODE_HAPPENINGS)[number]

export interface EpisodeTransition {
  readonly from: readonly EpisodeStatus[]
  /** Possible next states; the same state where a command prepares the next step. */
  readonly to: readonly EpisodeStatus[]
  readonly permission: Permission
}

const RUNNING = ['active', 'reviewDue'] as const

/**
 * The state machine of F1 as data; the guards stand in `guards.ts`. `reviewDue` is `active` with a review near or
 * past its day: it is never stored, the calendar says it (`statusOn`). Nothing here ends an episode without a
 * panel and the head (C11), but the plan that these have set.
 */
export const EPISODE_TRANSITIONS: Readonly<Record<EpisodeCommand, EpisodeTransition>> = {
  refresh: { from: RUNNING, to: RUNNING, permission: 'episode.refresh' },
  review: { from: RUNNING, to: ['active'], permission: 'episode.review' },
  proposeExit: { from: RUNNING, to: ['exitReview'], permission: 'episode.proposeExit' },
  convene: { from: ['exitReview'], to: ['exitReview'], permission: 'panel.convene' },
  addMember: { from: ['exitReview'], to: ['exitReview'], permission: 'panel.convene' },
  vote: { from: ['exitReview'], to: ['exitReview'], permission: 'panel.vote' },
  recuse: { from: ['exitReview'], to: ['exitReview'], permission: 'panel.vote' },
  closePanel: { from: ['exitReview'], to: ['exitReview', 'active'], permission: 'panel.close' },
  confirmExit: {
    from: ['exitReview'],
    to: ['exited', 'tapering', 'active'],
    permission: 'episode.confirmExit',
  },
  endTapering: { from: ['tapering'], to: ['exited'], permission: 'episode.review' },
  offerTransfer: { from: RUNNING, to: RUNNING, permission: 'transfer.manage' },
  withdrawTransfer: { from: RUNNING, to: RUNNING, permission: 'transfer.manage' },
}
