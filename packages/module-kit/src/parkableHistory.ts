import type { Off } from '@sunshine-aid/host-contract'
import { createWebHistory, type RouterHistory } from 'vue-router'

export interface ParkableHistory extends RouterHistory {
  /** Lets go of the URL: hears of no step back and changes nothing, until `unpark`. */
  readonly park: () => void
  /** Takes the URL up again, wherever it is now; `true` when that is the very entry at which it was let go. */
  readonly unpark: () => boolean
}

type Listener = Parameters<RouterHistory['listen']>[0]

/** A browser history for one router, which can be off the URL for a while. */
export function createParkableHistory(base: string): ParkableHistory {
  const listeners = new Map<Listener, Off>()
  const first = createWebHistory(base)
  let browser: RouterHistory | undefined = first
  // What the address was when this router last followed it.
  let last: Pick<RouterHistory, 'location' | 'state'> = first

  function letGo() {
    if (!browser) return
    last = { location: browser.location, state: browser.state }
    browser.destroy()
    browser = undefined
  }

  return {
    base: first.base,
    createHref: first.createHref,
    get location() {
      return (browser ?? last).location
    },
    get state() {
      return (browser ?? last).state
    },
    push: (to, data) => browser?.push(to, data),
    replace: (to, data) => browser?.replace(to, data),
    go: (delta, trigger) => browser?.go(delta, trigger),
    listen(listener) {
      listeners.set(listener, browser?.listen(listener) ?? (() => undefined))
      return () => {
        listeners.get(listener)?.()
        listeners.delete(listener)
      }
    },
    destroy() {
      listeners.clear()
      letGo()
    },
    park: letGo,
    unpark() {
      if (browser) return false
      const isReturn =
        positionOf(history.state) !== undefined && positionOf(history.state) === positionOf(last.state)
      browser = createWebHistory(base)
      for (const listener of listeners.keys()) listeners.set(listener, browser.listen(listener))
      return isReturn
    },
  }
}

/** vue-router numbers the entries of the history. */
function positionOf(state: unknown): unknown {
  return (state as { readonly position?: unknown } | null)?.position
}
