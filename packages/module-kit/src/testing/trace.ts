// Runs inside a page, also as a script of its own (`traceScript.ts`): it and its parts depend on the browser alone.
import { createBook } from './trace/book.ts'
import { watchChannels } from './trace/channels.ts'
import { watchHistory } from './trace/history.ts'
import { watchListeners } from './trace/listeners.ts'
import { watchObjectUrls } from './trace/objectUrls.ts'
import { watchObservers } from './trace/observers.ts'
import { watchPage } from './trace/page.ts'
import { watchRequests } from './trace/requests.ts'
import { watchTimers } from './trace/timers.ts'
import type { HistoryCall, Trail } from './trace/trail.ts'

export type { HistoryCall, Trail, TraceKind } from './trace/trail.ts'

export interface TraceWatch {
  /** What is there now and was not when the watch began; what came and went does not count. */
  readonly growth: () => readonly Trail[]
  /** Every `pushState` and `replaceState` since the watch began. */
  readonly historyCalls: () => readonly HistoryCall[]
  readonly stop: () => void
}

/** Watches what is added to the page from now on, and who adds it. */
export function watchTrace(): TraceWatch {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 40
  const book = createBook()
  const history = watchHistory(book)
  const page = watchPage(book)
  const stops = [
    watchListeners(book),
    watchTimers(book),
    watchObservers(book),
    watchRequests(book),
    watchChannels(book),
    watchObjectUrls(book),
    history.stop,
    page.stop,
  ]
  return {
    growth: () => [...book.open(), ...page.growth()],
    historyCalls: () => [...history.calls],
    stop() {
      for (const stop of stops.splice(0).reverse()) stop()
      Error.stackTraceLimit = stackTraceLimit
    },
  }
}
