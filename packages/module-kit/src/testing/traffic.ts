import type { ApiOptions } from '@sunshine-aid/api-client'

type Adapter = NonNullable<ApiOptions['adapter']>

export interface Traffic {
  readonly adapter: Adapter
  /** Counts other work as under way: a token that a request waits for. */
  readonly during: <T>(work: Promise<T>) => Promise<T>
  readonly isBusy: () => boolean
  readonly idle: () => Promise<void>
}

/** Knows which requests are under way, so that a test waits for answers and not for time. */
export function watchTraffic(adapter: Adapter): Traffic {
  const underWay = new Set<Promise<unknown>>()
  function during<T>(work: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = work.catch(() => undefined).finally(() => underWay.delete(settled))
    underWay.add(settled)
    return work
  }
  return {
    adapter: request => during(adapter(request)),
    during,
    isBusy: () => underWay.size > 0,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
