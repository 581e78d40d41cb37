import type { CDPSession } from 'playwright-core'

/** One answer as it went over the wire. */
export interface Transfer {
  readonly url: string
  /** `file`: a page, a script or a style sheet. */
  readonly kind: 'file' | 'api' | 'other'
  /** Headers and compressed body. */
  readonly bytes: number
  /** Seconds on the browser's own clock. */
  readonly from: number
  readonly to: number
}

/** Collects what a page transfers from now on; call the result to get it, oldest first. */
export async function watchNetwork(session: CDPSession, latencyMs: number): Promise<() => Transfer[]> {
  const open = new Map<string, Omit<Transfer, 'bytes' | 'to'>>()
  const done: Transfer[] = []
  session.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
    open.set(requestId, { url: request.url, kind: kindOf(request.url), from: timestamp })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const begun = open.get(requestId)
    if (begun) done.push({ ...begun, bytes: encodedDataLength, to: timestamp })
  })
  await session.send('Network.enable')
  // Office machines have a Chinese font; this one has not, and its pieces would stand in the way of everything else.
  await session.send('Network.setBlockedURLs', { urls: ['*/chineseFont-*'] })
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

function kindOf(url: string): Transfer['kind'] {
  const { protocol, pathname } = new URL(url)
  if (!protocol.startsWith('http') || pathname.endsWith('.svg')) return 'other'
  return /^\/(?:api|stub)\//.test(pathname) ? 'api' : 'file'
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
