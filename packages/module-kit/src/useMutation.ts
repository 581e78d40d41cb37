import { randomId } from '@sunshine-aid/api-client'
import { ProblemError } from '@sunshine-aid/api-contract'
import { onScopeDispose, readonly, ref, shallowRef, type Ref } from 'vue'
import { asProblem, isAbort } from './failure.ts'
import { useHost } from './context.ts'

/** Spread it into the call: `api.call(endpoint, { body, ...attempt })`. */
export interface Attempt {
  readonly signal: AbortSignal
  readonly idempotencyKey: string
}

export type Outcome<T> =
  { readonly ok: true; readonly reply: T } | { readonly ok: false; readonly error: ProblemError | undefined }

export interface Mutation<I, T> {
  /**
   * Sends `input`. While one is under way, a second call waits for that one instead of sending again.
   * Never rejects. `error` is undefined when the page was left meanwhile.
   */
  readonly run: (input: I) => Promise<Outcome<T>>
  readonly pending: Readonly<Ref<boolean>>
  readonly error: Readonly<Ref<ProblemError | undefined>>
  /** Takes an error off the screen. */
  readonly clear: () => void
}

/**
 * A write, one at a time. When the answer was lost (network, server away), pressing the button again with the
 * same input repeats the same Idempotency-Key, so that it is applied once.
 */
export function useMutation<T, I = void>(write: (input: I, attempt: Attempt) => Promise<T>): Mutation<I, T> {
  const { signal } = useHost()
  const pending = ref(false)
  const error = shallowRef<ProblemError>()
  const nextKey = keyKeeper()
  let underWay: Promise<Outcome<T>> | undefined
  let gone = false
  onScopeDispose(() => (gone = true))

  async function perform(input: I): Promise<Outcome<T>> {
    const key = nextKey.for(input)
    pending.value = true
    error.value = undefined
    try {
      const reply = await write(input, { signal, idempotencyKey: key })
      nextKey.forget()
      return { ok: true, reply }
    } catch (reason) {
      if (isAbort(reason) || gone) return { ok: false, error: undefined }
      error.value = asProblem(reason)
      if (!isOutcomeUnknown(error.value)) nextKey.forget()
      return { ok: false, error: error.value }
    } finally {
      pending.value = false
      underWay = undefined
    }
  }

  return {
    run: input => (underWay ??= perform(input)),
    pending: readonly(pending),
    error,
    clear: () => (error.value = undefined),
  }
}

function isOutcomeUnknown(error: ProblemError): boolean {
  return error.code === 'unavailable' || error.code === 'request_timeout' || error.code === 'in_flight'
}

/** The same key for the same input, until it is forgotten. */
function keyKeeper() {
  let kept: { readonly input: string; readonly key: string } | undefined
  return {
    for(input: unknown): string {
      const text = JSON.stringify([input])
      if (kept?.input !== text) kept = { input: text, key: randomId() }
      return kept.key
    },
    forget() {
      kept = undefined
    },
  }
}
