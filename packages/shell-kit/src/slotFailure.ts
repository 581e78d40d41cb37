import {
  issuePassport,
  type ModuleVersion,
  type Passport,
  type PassportPhase,
} from '@sunshine-aid/host-contract'
import { LoadError, type LoadReason } from './loadError.ts'
import { CONTRACT, UnfitError, type UnfitReason } from './preflight.ts'
import { TimeLimitError } from './timeLimit.ts'

/** Where a module stopped working. */
export type FailedPhase = Extract<PassportPhase, 'preflight' | 'load' | 'mount' | 'hang'>

/** `mount_failed`: it threw while it started; `mount_hang`: it took too long, and somebody stopped it. */
export type FailureReason = UnfitReason | LoadReason | 'mount_failed' | 'mount_hang'

export interface SlotFailure {
  readonly phase: FailedPhase
  readonly reason: FailureReason
  readonly error: unknown
  /** What staff read out over the phone. */
  readonly passport: Passport
}

/** @param route pattern of the page below the module's base path, where it is known */
export function slotFailure(
  version: ModuleVersion,
  phase: FailedPhase,
  error: unknown,
  route?: string,
): SlotFailure {
  const reason = reasonOf(phase, error)
  return { phase, reason, error, passport: passportFor(version, { phase, problem: reason, route }) }
}

export function passportFor(
  { manifest, train }: ModuleVersion,
  facts: { readonly phase: PassportPhase; readonly problem: string; readonly route?: string | undefined },
): Passport {
  return issuePassport({
    ...facts,
    module: manifest.id,
    version: manifest.version,
    train,
    contract: CONTRACT,
  })
}

function reasonOf(phase: FailedPhase, error: unknown): FailureReason {
  if (error instanceof LoadError || error instanceof UnfitError) return error.reason
  if (phase === 'load') return error instanceof TimeLimitError ? 'late' : 'script_failed'
  return phase === 'hang' ? 'mount_hang' : 'mount_failed'
}

/** Whether the version itself is at fault, and not the way to it or the person: then no other attempt will help. */
export function isOfTheVersion({ reason }: SlotFailure): boolean {
  return reason !== 'unreachable' && reason !== 'late' && reason !== 'permission'
}
