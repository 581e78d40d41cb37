import { ProblemError, type ProblemCode } from '@sunshine-aid/api-contract'
import { useWhileShown } from '@sunshine-aid/module-kit'
import { onScopeDispose, readonly, ref, shallowRef, watch } from 'vue'

/** A pause in typing this long saves; somebody who never pauses is saved at least this often. Milliseconds. */
const PAUSE = 800
const AT_LEAST = 2000
/** How long after a failure the next attempt comes; doubled each time, up to half a minute. */
const RETRY = 2000
const LONGEST_RETRY = 30_000
/** Answers that another attempt will not change. */
const FINAL: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'stale_version',
  'invalid_input',
  'not_allowed',
  'not_found',
  'not_yours',
  'wrong_status',
  'too_large',
])

export interface AutosaveOptions<T> {
  /** What is on the page now; reactive. */
  readonly value: () => T
  /**
   * Stores it and resolves to what is stored then; rejects with a `ProblemError`. `last`: the page may be gone before
   * the answer comes.
   */
  readonly save: (value: T, last: boolean) => Promise<T>
}

/**
 * Saves as people type: after a pause, at least every two seconds, and when the page is hidden (trust rule 25).
 * One save at a time. While the network or the server is away it goes on trying, at growing intervals and at once
 * when the network returns; what the server refuses for good waits for the next change.
 */
export function useAutosave<T>({ value, save }: AutosaveOptions<T>) {
  const state = ref<'idle' | 'saving' | 'saved' | 'failed'>('idle')
  const savedAt = shallowRef<Date>()
  const error = shallowRef<ProblemError>()
  const stored = shallowRef(JSON.stringify(value()))
  let failures = 0
  let underWay: Promise<void> | undefined
  let pause: ReturnType<typeof setTimeout> | undefined
  let limit: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  const isDirty = () => JSON.stringify(value()) !== stored.value

  function cancelTimers() {
    clearTimeout(pause)
    clearTimeout(limit)
    clearTimeout(retry)
    limit = undefined
  }

  async function store(last: boolean) {
    state.value = 'saving'
    try {
      stored.value = JSON.stringify(await save(value(), last))
      error.value = undefined
      savedAt.value = new Date()
      state.value = 'saved'
      failures = 0
    } catch (reason) {
      error.value = reason instanceof ProblemError ? reason : undefined
      state.value = 'failed'
      failures += 1
      if (!error.value || !FINAL.has(error.value.code)) tryLater()
    }
  }

  function tryLater() {
    clearTimeout(retry)
    retry = setTimeout(() => void flush(), Math.min(RETRY * 2 ** (failures - 1), LONGEST_RETRY))
  }

  /** Saves what is not saved yet; resolves to whether all of it is. */
  async function flush(last = false): Promise<boolean> {
    cancelTimers()
    while (isDirty()) {
      underWay ??= store(last).finally(() => (underWay = undefined))
      await underWay
      if (state.value === 'failed') return false
    }
    return true
  }

  /** `taken`: what is on the page now is what is stored; otherwise it is saved. */
  function resume(taken: boolean) {
    error.value = undefined
    if (taken) stored.value = JSON.stringify(value())
    if (state.value === 'failed') state.value = 'idle'
    return flush()
  }

  function schedule() {
    if (!isDirty()) return
    clearTimeout(pause)
    pause = setTimeout(() => void flush(), PAUSE)
    limit ??= setTimeout(() => void flush(), AT_LEAST)
  }

  watch(() => JSON.stringify(value()), schedule)
  useWhileShown(() => {
    const flushWhenHidden = () => {
      if (document.visibilityState === 'hidden') void flush(true)
    }
    const flushAtEnd = () => void flush(true)
    const flushNow = () => void flush()
    document.addEventListener('visibilitychange', flushWhenHidden)
    window.addEventListener('pagehide', flushAtEnd)
    window.addEventListener('online', flushNow)
    schedule()
    return () => {
      cancelTimers()
      document.removeEventListener('visibilitychange', flushWhenHidden)
      window.removeEventListener('pagehide', flushAtEnd)
      window.removeEventListener('online', flushNow)
    }
  })
  onScopeDispose(cancelTimers)
  return { state: readonly(state), savedAt, error, isDirty, flush, resume }
}
