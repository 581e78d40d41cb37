import type { Off, Signal } from '@sunshine-aid/host-contract'
import { guardBackAndForward } from './backAndForward.ts'
import { asShell } from './shellMove.ts'
import { createSignal } from './signal.ts'

export interface Navigation {
  /** Where the portal is: the path without its query. */
  readonly path: Signal<string>
  /** Goes to `path` unless somebody who would be left says no; the URL changes only after that. */
  readonly push: (path: string) => Promise<boolean>
  readonly replace: (path: string) => Promise<boolean>
  /** Asks before anything below `basePath` is left. */
  readonly block: (basePath: string, ask: () => Promise<boolean>) => Off
  readonly stop: () => void
}

interface Blocker {
  readonly basePath: string
  readonly ask: () => Promise<boolean>
}

/** The portal's own navigation between modules; inside a module its router is at work. */
export function createNavigation(): Navigation {
  const path = createSignal(location.pathname)
  const blockers = new Set<Blocker>()
  let asking = false

  async function mayGo(target: string): Promise<boolean> {
    if (asking) return false
    asking = true
    try {
      for (const blocker of [...blockers]) {
        if (!isBelow(target, blocker.basePath) && !(await blocker.ask())) return false
      }
      return true
    } finally {
      asking = false
    }
  }

  async function go(target: string, change: 'pushState' | 'replaceState'): Promise<boolean> {
    if (!(await mayGo(target))) return false
    asShell(() => history[change](null, '', target))
    return true
  }

  const isBlocked = (target: string) => [...blockers].some(({ basePath }) => !isBelow(target, basePath))
  const stopGuarding = guardBackAndForward(isBlocked, mayGo)
  const update = () => path.set(location.pathname)
  window.addEventListener('single-spa:before-routing-event', update)

  return {
    path,
    push: target => go(target, isHere(target) ? 'replaceState' : 'pushState'),
    replace: target => go(target, 'replaceState'),
    block(basePath, ask) {
      const blocker = { basePath, ask }
      blockers.add(blocker)
      return () => blockers.delete(blocker)
    },
    stop() {
      stopGuarding()
      window.removeEventListener('single-spa:before-routing-event', update)
    },
  }
}

/** Whether `path` is `basePath` (with or without its last slash) or a page below it. */
export function isBelow(path: string, basePath: string): boolean {
  const [pathname = ''] = path.split(/[?#]/)
  return `${pathname}/`.startsWith(basePath)
}

function isHere(target: string): boolean {
  return target === location.pathname + location.search + location.hash
}
