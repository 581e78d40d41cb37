/** A token on its way from one tab to the others; it is never stored. */
export interface SharedToken {
  readonly accessToken: string
  readonly subject: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** `signed-out`: the person has left in another tab. */
export type TabMessage = SharedToken | 'signed-out'

export interface Tabs {
  /** Runs `work` while no other tab does; what they have told before is heard first. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  readonly tell: (message: TabMessage) => void
  readonly listen: (listener: (message: TabMessage) => void) => void
}

const NAME = 'sunshine-aid:session'
/** A message that was sent before the turn was given back arrives within this time. */
const HEARING_MS = 50

/** The other tabs of this portal; none, where the browser cannot talk to them. */
export function browserTabs(): Tabs {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(NAME)
  return {
    inTurn: work => ('locks' in navigator ? inTurn(work) : work()),
    tell: message => channel?.postMessage(message),
    listen(listener) {
      channel?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => listener(data))
    },
  }
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = navigator
  const direct = await locks.request(NAME, { ifAvailable: true }, async lock =>
    lock ? { result: await work() } : undefined,
  )
  if (direct) return direct.result
  return locks.request(NAME, async () => {
    await new Promise(resolve => setTimeout(resolve, HEARING_MS))
    return work()
  })
}
