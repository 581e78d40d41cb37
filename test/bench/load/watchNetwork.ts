import type { CDPSession } from 'playwright-core'

/** One answer as it went over the wire. */
export interface Transfer {
  readonly url: string
  readonly kind: 'page' | 'script' | 'style' | 'font' | 'api' | 'other'
  /** Headers and compressed body. */
  readonly bytes: number
  /** Seconds on the browser's own clock. */
  readonly from: number
  readonly to: number
}

/** Collects what a page transfers from now on; call the result to get it. */
export async function watchNetwork(session: CDPSession, latencyMs: number): Promise<() => Transfer[]> {
  const open = new Map<string, Omit<Transfer, 'bytes' | 'to'>>()
  const done: Transfer[] = []
  session.on('Network.requestWillBeSent', ({ requestId, request, type, timestamp }) => {
    open.set(requestId, { url: request.url, kind: kindOf(request.url, type), from: timestamp })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const begun = open.get(requestId)
    if (begun) done.push({ ...begun, bytes: encodedDataLength, to: timestamp })
  })
  await session.send('Network.enable')
  if (latencyMs > 0) {
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: latencyMs,
      downloadThroughput: -1,
      uploadThroughput: -1,
    })
  }
  return () => [...done].sort((a, b) => a.from - b.from)
}

function kindOf(url: string, type = 'Other'): Transfer['kind'] {
  const { pathname } = new URL(url)
  if (pathname.startsWith('/api/') || pathname.startsWith('/stub/')) return 'api'
  // The style sheet that only names the pieces of the font.
  if (pathname.endsWith('.woff2') || /\/chineseFont-[^/]+\.css$/.test(pathname)) return 'font'
  if (type === 'Document') return 'page'
  if (pathname.endsWith('.js')) return 'script'
  return pathname.endsWith('.css') ? 'style' : 'other'
}

/** The longest run of requests of which each was sent after the one before it had been answered. */
export function chainOf(transfers: readonly Transfer[]): number {
  const depths: number[] = []
  for (const { from } of transfers) {
    const before = depths.filter((_, index) => (transfers[index]?.to ?? Infinity) <= from)
    depths.push(1 + Math.max(0, ...before))
  }
  return Math.max(0, ...depths)
}
