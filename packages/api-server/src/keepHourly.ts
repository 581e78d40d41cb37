const EVERY_MS = 3_600_000

/**
 * Does `work` now and every hour. Returns what ends it and waits for work in hand; `onError` hears of failed
 * attempts, which the next hour makes good.
 */
export function keepHourly(
  work: (signal: AbortSignal) => Promise<unknown>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const ended = new AbortController()
  const { signal } = ended
  let running = Promise.resolve()
  const again = () => {
    running = work(signal).then(
      () => undefined,
      (error: unknown) => {
        if (!signal.aborted) onError(error)
      },
    )
  }
  again()
  const timer = setInterval(again, EVERY_MS).unref()
  return () => {
    clearInterval(timer)
    ended.abort()
    return running
  }
}
