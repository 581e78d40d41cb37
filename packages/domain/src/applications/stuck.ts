import { internal, record } from '../dataClass.ts'
import type { PolicyProfile } from '../policy.ts'
import { z } from '../zod.ts'
import { ApplicationLine } from './application.ts'
import type { ApplicationStatus } from './vocabulary.ts'

/**
 * Why a request cannot move on, or has not for much too long. Each names who can free it (lesson: stuck records).
 */
export const STUCK_REASONS = [
  'entererLeft',
  'memberLeft',
  'nobodyInRole',
  'noOtherHead',
  'quorumOutOfReach',
  'visitOutOfDate',
  'waitsTooLong',
] as const
export const StuckReason = z.enum(STUCK_REASONS)
export type StuckReason = z.output<typeof StuckReason>

export const StuckItem = record({
  ...ApplicationLine.shape,
  reasons: internal(z.array(StuckReason).min(1).max(STUCK_REASONS.length)),
  /** The reader may take the draft over (`takeOver`). */
  takeOver: internal(z.boolean()),
})
export type StuckItem = z.output<typeof StuckItem>

/** What the rule needs to know of an open request. */
export interface StuckFacts {
  readonly status: ApplicationStatus
  /** How many are named for the next step, and how many of those still work at the school. */
  readonly named: number
  readonly namedPresent: number
  /** Holders of the role that is next who may do it: who wrote a request does not accept it, and so on. */
  readonly mayAct: number
  /** Members who may vote, with those who could still be named; `null` where no panel is needed now. */
  readonly panelReach: number | null
  /** 先家访后认定 holds and no visit counts any more (AP-23). */
  readonly visitMissing: boolean
  readonly since: Date
  readonly dueAt: Date | null
}

/** Why this request is stuck at `now`; empty while it only waits. Pure. */
export function stuckReasons(
  facts: StuckFacts,
  policy: Pick<PolicyProfile, 'panelQuorum' | 'stuckAfterSteps'>,
  now: Date,
): StuckReason[] {
  const { status, named, namedPresent, mayAct, panelReach } = facts
  const reasons: StuckReason[] = []
  const isWriting = status === 'draft' || status === 'returned'
  if (isWriting && namedPresent < named) reasons.push('entererLeft')
  // Everybody who may vote has to, so one member who has left is enough.
  if (!isWriting && namedPresent < named) reasons.push('memberLeft')
  if (named === 0 && mayAct === 0) {
    reasons.push(status === 'awaitingDetermination' ? 'noOtherHead' : 'nobodyInRole')
  }
  if (panelReach !== null && panelReach < policy.panelQuorum) reasons.push('quorumOutOfReach')
  if (status === 'awaitingDetermination' && facts.visitMissing) reasons.push('visitOutOfDate')
  if (waitsTooLong(facts, policy, now)) reasons.push('waitsTooLong')
  return reasons
}

/** Waits `stuckAfterSteps` times as long as the step was given. */
function waitsTooLong(
  { since, dueAt }: StuckFacts,
  { stuckAfterSteps }: Pick<PolicyProfile, 'stuckAfterSteps'>,
  now: Date,
): boolean {
  if (dueAt === null || dueAt <= since) return false
  const given = dueAt.getTime() - since.getTime()
  return now.getTime() - since.getTime() > stuckAfterSteps * given
}
