/** Decides whether `key` may send one more request at `now` (ms). */
export interface RateLimit {
  /** 0 when the request may pass, else the whole seconds to wait. */
  secondsToWait(key: string, now: number): number
}

interface Window {
  startedAt: number
  count: number
  previous: number
}

/** Keys remembered at most; the oldest is forgotten first, which only ever lets somebody pass. */
const MAX_KEYS = 50_000

/**
 * Sliding window in memory: the share of the previous window that still lies within `windowMs` counts too, so
 * that nobody sends twice the limit around a boundary. Each process counts for itself.
 */
export function rateLimit(limit: number, windowMs: number): RateLimit {
  const windows = new Map<string, Window>()

  function windowOf(key: string, now: number): Window {
    const known = windows.get(key)
    const age = known ? now - known.startedAt : Infinity
    if (known && age < windowMs) return known
    const previous = known && age < 2 * windowMs ? known.count : 0
    const fresh = { startedAt: now - (now % windowMs), count: 0, previous }
    windows.delete(key)
    windows.set(key, fresh)
    if (windows.size > MAX_KEYS) windows.delete(windows.keys().next().value as string)
    return fresh
  }

  return {
    secondsToWait(key, now) {
      const window = windowOf(key, now)
      const left = windowMs - (now - window.startedAt)
      if (window.count + (window.previous * left) / windowMs >= limit)
        return Math.max(1, Math.ceil(left / 1000))
      window.count += 1
      return 0
    },
  }
}
