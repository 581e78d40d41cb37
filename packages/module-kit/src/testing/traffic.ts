import type { ApiOptions } from '@sunshine-aid/api-client'

type Adapter = NonNullable<ApiOptions['adapter']>

export interface Traffic {
  readonly adapter: Adapter
  isBusy(): boolean
  idle(): Promise<void>
}

/** Knows which requests are under way, so that a test waits for answers and not for time. */
export function watchTraffic(adapter: Adapter): Traffic {
  const underWay = new Set<Promise<unknown>>()
  return {
    adapter(request) {
      const answer = adapter(request)
      const settled: Promise<unknown> = answer.catch(() => undefined).finally(() => underWay.delete(settled))
      underWay.add(settled)
      return answer
    },
    isBusy: () => underWay.size > 0,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
