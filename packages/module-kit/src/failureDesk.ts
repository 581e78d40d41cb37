import { ProblemError } from '@sunshine-aid/api-contract'
import { issuePassport, type HostV1, type Passport, type PassportPhase } from '@sunshine-aid/host-contract'

/** Gives failures their passports and reports them, each once, however many places see it. */
export interface FailureDesk {
  readonly report: (error: unknown, phase: PassportPhase) => Passport
}

export interface FailingModule {
  readonly host: HostV1
  readonly id: string
  readonly version: string
  /** Pattern of the page that is shown, below the base path. */
  readonly route: () => string | undefined
}

export function createFailureDesk({ host, id, version, route }: FailingModule): FailureDesk {
  const known = new WeakMap<object, Passport>()

  function issue(error: unknown, phase: PassportPhase): Passport {
    const problem = error instanceof ProblemError ? error : undefined
    const passport = issuePassport({
      module: id,
      version,
      contract: host.contract,
      route: route(),
      phase,
      problem: problem?.code,
      requestId: problem?.requestId,
    })
    host.telemetry.error(error, { ...passport })
    return passport
  }

  return {
    report(error, phase) {
      if (typeof error !== 'object' || error === null) return issue(error, phase)
      const passport = known.get(error) ?? known.get(causeOf(error)) ?? issue(error, phase)
      known.set(error, passport)
      return passport
    },
  }
}

/** What an error was made from; without one, itself. */
function causeOf(error: object): object {
  const { cause } = error as { readonly cause?: unknown }
  return typeof cause === 'object' && cause !== null ? cause : error
}
