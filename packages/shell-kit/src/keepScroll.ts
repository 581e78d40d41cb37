import type { Off } from '@sunshine-aid/host-contract'

interface Entry {
  readonly key: string
}

/** What we use of the browser's Navigation API, which not every browser has. */
interface NavigationApi extends EventTarget {
  readonly currentEntry: Entry | null
}

interface EntryChange extends Event {
  readonly navigationType: string | null
  readonly from: Entry
}

export interface ScrollKeeper {
  /** A module has come: to the top of its page, or, on the way back, to where the page was left. */
  readonly arrived: () => void
  readonly stop: Off
}

/** For this long the page may still grow to the height that it had. */
const GROWING_MS = 2_000

/**
 * Browsers bring the scroll position back before a module's page is there again. Without the Navigation API the
 * browser's own ways remain.
 */
export function keepScroll(): ScrollKeeper {
  const { navigation } = window as { navigation?: NavigationApi }
  if (!navigation) return { arrived: () => undefined, stop: () => undefined }
  const positions = new Map<string, number>()
  let isReturn = false
  let stopWaiting: Off = () => undefined

  const onChange = (event: Event) => {
    const { from, navigationType } = event as EntryChange
    // Routers write into the entry on which they are.
    if (navigationType !== 'push' && navigationType !== 'traverse') return
    stopWaiting()
    positions.set(from.key, window.scrollY)
    isReturn = navigationType === 'traverse'
  }
  navigation.addEventListener('currententrychange', onChange)

  return {
    arrived() {
      const { currentEntry } = navigation
      const top = isReturn && currentEntry ? (positions.get(currentEntry.key) ?? 0) : 0
      stopWaiting()
      stopWaiting = holdAt(top)
    },
    stop() {
      stopWaiting()
      navigation.removeEventListener('currententrychange', onChange)
    },
  }
}

/**
 * Until the page has had time to grow, or the person scrolls: what comes in above moves a page in every browser that
 * keeps its place by what is on screen.
 */
function holdAt(top: number): Off {
  window.scrollTo(0, top)
  if (top === 0) return () => undefined
  const stop = () => {
    growing.disconnect()
    clearTimeout(timer)
    for (const event of BY_HAND) window.removeEventListener(event, stop)
  }
  const growing = new ResizeObserver(() => window.scrollTo(0, top))
  const timer = setTimeout(stop, GROWING_MS)
  for (const event of BY_HAND) window.addEventListener(event, stop, { passive: true })
  growing.observe(document.documentElement)
  return stop
}

const BY_HAND = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const
