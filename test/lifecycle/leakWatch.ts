import {
  traceScript,
  type HistoryCall,
  type Trail,
  type TraceWatch,
} from '@sunshine-aid/module-kit/testing/trace'
import type { Page } from 'playwright-core'
import { openHeap, type Heap } from './heap.ts'
import { lastingMarks } from './lastingMarks.ts'

/** Something that a module has left. */
export interface Leak {
  readonly kind: Trail['kind'] | 'attribute' | 'stored key' | 'lock' | 'detached nodes' | 'history call'
  readonly what: string
  /** `address:line:column` of those who made it, the innermost first; empty where nobody can tell. */
  readonly by: readonly string[]
}

export interface LeakWatch extends Heap {
  /** What is too many on the page now. What is on its way out gets a moment; what stays is returned. */
  readonly leaks: () => Promise<readonly Leak[]>
  /** Calls of `pushState` and `replaceState` since this was asked last. */
  readonly takeHistoryCalls: () => Promise<readonly HistoryCall[]>
  /** Takes a global away, so that whoever sets it next is written down. */
  readonly trapGlobal: (name: string) => Promise<void>
  /** Who has set it since. */
  readonly setterOf: (name: string) => Promise<string>
}

declare global {
  interface Window {
    watchTrace: () => TraceWatch
    leakWatch: TraceWatch | undefined
    settersOfGlobals: Record<string, string>
  }
}

/** How long something may take to go away after its module: transitions, debounced work, single-spa's own timers. */
const GRACE_MS = 5_000

/**
 * Every router leaves this key, with nothing in it: our routers let the browser restore the scroll position
 * (`scrollBehavior` would fill it).
 */
const HARMLESS = 'vue-router:scroll = {}'

/** Watches `page` from now on. Its present state, whatever that is, counts as clean. */
export async function watchLeaks(page: Page): Promise<LeakWatch> {
  await page.evaluate(await traceScript())
  await page.evaluate(() => {
    window.settersOfGlobals = {}
    window.makersOfNodes = new WeakMap()
    window.leakWatch = undefined
    window.leakWatch = window.watchTrace()
  })
  const before = new Set([HARMLESS, ...(await page.evaluate(lastingMarks)).map(({ what }) => what)])
  let seenCalls = 0

  async function leaksNow(): Promise<Leak[]> {
    const trails = await page.evaluate(() => window.leakWatch?.growth() ?? [])
    const marks = await page.evaluate(lastingMarks)
    return [...trails, ...marks.filter(({ what }) => !before.has(what))]
  }

  return {
    ...(await openHeap(page)),
    async leaks() {
      const end = Date.now() + GRACE_MS
      for (;;) {
        const found = await leaksNow()
        if (found.length === 0 || Date.now() > end) return found
        await page.evaluate(() => new Promise(requestAnimationFrame))
      }
    },
    async takeHistoryCalls() {
      const calls = await page.evaluate(() => window.leakWatch?.historyCalls() ?? [])
      const fresh = calls.slice(seenCalls)
      seenCalls = calls.length
      return fresh
    },
    trapGlobal: name => page.evaluate(trapGlobal, name),
    setterOf: name => page.evaluate(one => window.settersOfGlobals[one] ?? '', name),
  }
}

/** Runs in the page. */
function trapGlobal(name: string): void {
  Reflect.deleteProperty(window, name)
  let value: unknown
  Object.defineProperty(window, name, {
    configurable: true,
    get: () => value,
    set(next: unknown) {
      value = next
      window.settersOfGlobals[name] = new Error().stack ?? ''
    },
  })
}
