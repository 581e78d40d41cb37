import { ProblemError } from '@sunshine-aid/api-contract'
import { onScopeDispose, readonly, ref, shallowRef, watch } from 'vue'

/** A pause in typing this long saves; somebody who never pauses is saved at least this often. Milliseconds. */
const PAUSE = 800
const AT_LEAST = 2000

export interface AutosaveOptions<T> {
  /** What is on the page now. */
  readonly value: () => T
  /** Stores it; rejects with a `ProblemError`. */
  readonly save: (value: T) => Promise<void>
}

/**
 * Saves as people type: after a pause, at least every two seconds, and when the page is hidden (trust rule 25).
 * One save at a time. A failed one is tried again with the next change or by `flush`; a conflict waits for
 * `resume`, because only a person can decide it.
 */
export function useAutosave<T>({ value, save }: AutosaveOptions<T>) {
  const state = ref<'idle' | 'saving' | 'saved' | 'failed'>('idle')
  const savedAt = shallowRef<Date>()
  const error = shallowRef<ProblemError>()
  let stored = JSON.stringify(value())
  let underWay: Promise<void> | undefined
  let pause: ReturnType<typeof setTimeout> | undefined
  let limit: ReturnType<typeof setTimeout> | undefined

  const isDirty = () => JSON.stringify(value()) !== stored
  const isStopped = () => error.value?.code === 'stale_version'

  function cancelTimers() {
    clearTimeout(pause)
    clearTimeout(limit)
    limit = undefined
  }

  async function store() {
    const current = JSON.stringify(value())
    state.value = 'saving'
    try {
      await save(value())
      stored = current
      error.value = undefined
      savedAt.value = new Date()
      state.value = 'saved'
    } catch (reason) {
      error.value = reason instanceof ProblemError ? reason : undefined
      state.value = 'failed'
    }
  }

  /** Saves what is not saved yet; resolves to whether all of it is. */
  async function flush(): Promise<boolean> {
    cancelTimers()
    while (isDirty() && !isStopped()) {
      underWay ??= store().finally(() => (underWay = undefined))
      await underWay
      if (state.value === 'failed') return false
    }
    return !isDirty()
  }

  /** Goes on after a conflict: `taken` says that what is on the page now is what is stored. */
  function resume(taken: boolean) {
    error.value = undefined
    if (taken) stored = JSON.stringify(value())
    state.value = 'idle'
    return flush()
  }

  function schedule() {
    if (!isDirty() || isStopped()) return
    clearTimeout(pause)
    pause = setTimeout(() => void flush(), PAUSE)
    limit ??= setTimeout(() => void flush(), AT_LEAST)
  }

  const flushWhenHidden = () => {
    if (document.visibilityState === 'hidden') void flush()
  }
  watch(() => JSON.stringify(value()), schedule)
  document.addEventListener('visibilitychange', flushWhenHidden)
  onScopeDispose(() => {
    cancelTimers()
    document.removeEventListener('visibilitychange', flushWhenHidden)
  })
  return { state: readonly(state), savedAt, error, isDirty, flush, resume }
}
