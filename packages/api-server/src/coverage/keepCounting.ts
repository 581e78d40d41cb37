import type { Db } from '../database/schema.ts'
import { countNewPeriod } from './recount.ts'

const EVERY_MS = 3_600_000

/**
 * Counts the schools when a period begins: now, then looked at every hour. Returns what ends it; `onError` hears
 * of failed attempts, which the next hour makes good.
 */
export function keepCounting(
  owner: Db,
  clock: () => Date,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const ended = new AbortController()
  const { signal } = ended
  let running = Promise.resolve()
  const count = () => {
    running = countNewPeriod(owner, { now: clock(), signal }).then(
      () => undefined,
      (error: unknown) => {
        if (!signal.aborted) onError(error)
      },
    )
  }
  count()
  const timer = setInterval(count, EVERY_MS).unref()
  return () => {
    clearInterval(timer)
    ended.abort()
    return running
  }
}
