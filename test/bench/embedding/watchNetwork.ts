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

/** What a page transfers. */
export interface NetworkWatch {
  /** What was transferred since the last call, oldest first, once nothing more is under way. */
  readonly settled: () => Promise<Transfer[]>
}

/** So long nothing must have begun or ended. */
const QUIET_MS = 400

export async function watchNetwork(session: CDPSession, latencyMs: number): Promise<NetworkWatch> {
  const open = new Map<string, Omit<Transfer, 'bytes' | 'to'>>()
  let done: Transfer[] = []
  let changedAt = 0
  session.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
    changedAt = Date.now()
    open.set(requestId, { url: request.url, kind: kindOf(request.url), from: timestamp })
  })
  session.on('Network.loadingFailed', ({ requestId }) => open.delete(requestId))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const begun = open.get(requestId)
    changedAt = Date.now()
    open.delete(requestId)
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
  return {
    async settled() {
      while (open.size > 0 || Date.now() - changedAt < QUIET_MS) {
        await new Promise(resolve => setTimeout(resolve, 50))
        // What began long ago without an end is a frame that was stopped while it loaded.
        if (Date.now() - changedAt > STOPPED_MS) open.clear()
      }
      const transfers = done
      done = []
      return transfers.sort((a, b) => a.from - b.from)
    },
  }
}

const STOPPED_MS = 5_000

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
