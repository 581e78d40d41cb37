import type { ProblemError } from '@sunshine-aid/api-contract'
import {
  getCurrentScope,
  hasInjectionContext,
  inject,
  onScopeDispose,
  readonly,
  ref,
  shallowRef,
  watchEffect,
  type Ref,
} from 'vue'
import { MODULE_CONTEXT } from './context.ts'
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
 *
 * While the module is parked nothing is asked; when it comes back what is shown is refreshed in place.
 */
export function useRequest<T>(ask: (signal: AbortSignal) => Promise<T>): RequestState<T> {
  const stay = hasInjectionContext() ? inject(MODULE_CONTEXT, undefined)?.stay : undefined
  const data = shallowRef<T>()
  const error = shallowRef<ProblemError>()
  const pending = ref(true)
  const returns = ref(0)
  let current: AbortController | undefined
  let hasAnswer = false
  let isReturn = false

  async function settle(answer: Promise<T>, controller: AbortController, isQuiet: boolean) {
    try {
      const value = await answer
      if (controller !== current) return
      hasAnswer = true
      data.value = value
      error.value = undefined
    } catch (reason) {
      if (controller !== current || isAbort(reason)) return
      const problem = asProblem(reason)
      // What was shown before is still the best there is when the network is away.
      if (!isQuiet || problem.code !== 'unavailable') error.value = problem
    }
    pending.value = false
  }

  function request(): Promise<void> {
    current?.abort()
    if (stay?.isParked()) return Promise.resolve()
    const controller = new AbortController()
    current = controller
    const isQuiet = isReturn && hasAnswer
    isReturn = false
    if (!isQuiet) pending.value = true
    return settle(ask(controller.signal), controller, isQuiet)
  }

  watchEffect(() => {
    // Asks again after each return, so that it hears of changes again, too.
    if (returns.value >= 0) void request()
  })
  const off = stay?.subscribe(isParked => {
    if (isParked) return current?.abort()
    isReturn = true
    returns.value += 1
  })
  if (getCurrentScope()) {
    onScopeDispose(() => {
      off?.()
      current?.abort()
      current = undefined
    })
  }
  return { data, error, pending: readonly(pending), reload: request }
}
