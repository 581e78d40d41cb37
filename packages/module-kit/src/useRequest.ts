import { ProblemError } from '@sunshine-aid/api-contract'
import { getCurrentScope, onScopeDispose, readonly, ref, shallowRef, watchEffect, type Ref } from 'vue'
import { asProblem, isAbort } from './failure.ts'

export interface RequestState<T> {
  /** The last answer; stays on screen while a newer one is on its way. */
  readonly data: Readonly<Ref<T | undefined>>
  /** Why the last request failed; gone when the next one succeeds. */
  readonly error: Readonly<Ref<ProblemError | undefined>>
  readonly pending: Readonly<Ref<boolean>>
  /** Asks again; resolves when the answer or the error is in. */
  readonly reload: () => Promise<void>
}

/**
 * Asks now, and again when something that `ask` reads before its first `await` changes. The request before is
 * aborted and its answer dropped, so that the last question wins. Ends with the component.
 */
export function useRequest<T>(ask: (signal: AbortSignal) => Promise<T>): RequestState<T> {
  const data = shallowRef<T>()
  const error = shallowRef<ProblemError>()
  const pending = ref(true)
  let current: AbortController | undefined

  async function settle(answer: Promise<T>, controller: AbortController) {
    try {
      const value = await answer
      if (controller !== current) return
      data.value = value
      error.value = undefined
    } catch (reason) {
      if (controller !== current || isAbort(reason)) return
      error.value = asProblem(reason)
    }
    pending.value = false
  }

  function request(): Promise<void> {
    current?.abort()
    const controller = new AbortController()
    current = controller
    pending.value = true
    return settle(ask(controller.signal), controller)
  }

  watchEffect(() => void request())
  if (getCurrentScope()) {
    onScopeDispose(() => {
      current?.abort()
      current = undefined
    })
  }
  return { data, error, pending: readonly(pending), reload: request }
}
