import { internal, nullable, record, sensitive } from '../dataClass.ts'
import type { PolicyProfile } from '../policy.ts'
import { Moment } from '../time.ts'
import { z } from '../zod.ts'
import { ReturnReason, type ApplicationStatus } from './vocabulary.ts'

export const FAST_CHANNEL_STATES = ['running', 'warned', 'late', 'paused', 'kept', 'missed'] as const
export type FastChannelState = (typeof FAST_CHANNEL_STATES)[number]

/**
 * The clock of a request that a sudden change brought about (绿色通道, AP-29, D8). It is a service goal: nothing is
 * refused because it has run out.
 */
export const FastChannel = record({
  /** `warned`: the time for a warning has come; `kept` and `missed`: it was decided in time, or not. */
  state: sensitive(z.enum(FAST_CHANNEL_STATES)),
  /** When the request was first submitted. */
  startedAt: internal(Moment),
  /** By when it is to be decided; `null` while the clock does not run. */
  dueAt: nullable(internal(Moment)),
  /** Running time so far, in whole minutes; pauses do not count. */
  usedMinutes: internal(z.int().min(0)),
  allowedMinutes: internal(z.int().min(1)),
  /** Why it is paused: what was asked of the applicant. */
  pausedFor: nullable(sensitive(ReturnReason)),
})
export type FastChannel = z.output<typeof FastChannel>

/** A change of state on the timeline of a request. */
export interface StatusChange {
  readonly at: Date
  readonly to: ApplicationStatus
  /** The coded reason of a return. */
  readonly reasonCode: string | null
}

type FastChannelPolicy = Pick<PolicyProfile, 'fastChannelHours' | 'fastChannelWarnHours'>

/**
 * The clock as it stands at `now`; `null` where none runs: no sudden change, not submitted yet, or withdrawn. It
 * pauses only while the request is back with the applicant for a coded reason, and runs through nights, weekends
 * and holidays, because the need does.
 * @param changes oldest first; those before the first submission do not count
 */
export function fastChannelOf(
  request: { readonly suddenChange: boolean; readonly submittedAt: Date | null },
  changes: readonly StatusChange[],
  policy: FastChannelPolicy,
  now: Date,
): FastChannel | null {
  const { suddenChange, submittedAt } = request
  if (!suddenChange || !submittedAt) return null
  const since = changes.filter(({ at }) => at >= submittedAt)
  const last = since.at(-1)
  if (last?.to === 'withdrawn') return null
  const ended = last?.to === 'determined' || last?.to === 'notDetermined' ? last.at : undefined
  const usedMs = runningTime(submittedAt, since, ended ?? now)
  const allowedMs = policy.fastChannelHours * HOUR_MS
  const state = stateOf(usedMs, policy, ended ? 'ended' : last?.to === 'returned' ? 'paused' : 'running')
  return {
    state,
    startedAt: submittedAt.toISOString(),
    dueAt: RUNS.has(state) ? new Date(now.getTime() + allowedMs - usedMs).toISOString() : null,
    usedMinutes: Math.floor(usedMs / MINUTE_MS),
    allowedMinutes: allowedMs / MINUTE_MS,
    pausedFor: state === 'paused' ? ReturnReason.parse(last?.reasonCode) : null,
  }
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const RUNS: ReadonlySet<FastChannelState> = new Set<FastChannelState>(['running', 'warned', 'late'])

/** Milliseconds from `start` to `end` without those in which the request was returned, or declined and not yet reconsidered. */
function runningTime(start: Date, changes: readonly StatusChange[], end: Date): number {
  let used = 0
  let runsSince: Date | undefined = start
  for (const { at, to } of changes) {
    const stands = to === 'returned' || to === 'notDetermined'
    if (stands && runsSince) {
      used += at.getTime() - runsSince.getTime()
      runsSince = undefined
    }
    if (!stands) runsSince ??= at
  }
  return runsSince ? used + Math.max(0, end.getTime() - runsSince.getTime()) : used
}

function stateOf(
  usedMs: number,
  { fastChannelHours, fastChannelWarnHours }: FastChannelPolicy,
  phase: 'running' | 'paused' | 'ended',
): FastChannelState {
  const isLate = usedMs > fastChannelHours * HOUR_MS
  if (phase === 'ended') return isLate ? 'missed' : 'kept'
  if (phase === 'paused') return 'paused'
  if (isLate) return 'late'
  return usedMs >= fastChannelWarnHours * HOUR_MS ? 'warned' : 'running'
}
