/** What a module added to the page and did not take away. */
export interface Trace {
  /** `window popstate`, `document click` …, each as often as it is still there. */
  readonly listeners: string[]
  readonly bodyChildren: number
  readonly styles: number
  /** Calls of `history.pushState` and `replaceState` since the trace began. */
  readonly historyCalls: number
}

export interface TraceWatch {
  /** How the page differs from when the watch began. */
  readonly growth: () => Trace
  readonly stop: () => void
}

/** Watches what is added to the page from now on. */
export function watchTrace(): TraceWatch {
  const listeners = new Map<string, number>()
  const count = (key: string, by: number) => listeners.set(key, (listeners.get(key) ?? 0) + by)
  const restores = [watchListeners(window, 'window', count), watchListeners(document, 'document', count)]
  const history = watchHistory()
  const before = counts()
  return {
    growth: () => ({
      listeners: [...listeners].flatMap(([key, number]) => Array<string>(Math.max(0, number)).fill(key)),
      bodyChildren: counts().bodyChildren - before.bodyChildren,
      styles: counts().styles - before.styles,
      historyCalls: history.calls(),
    }),
    stop() {
      history.stop()
      for (const restore of restores) restore()
    },
  }
}

function counts() {
  const adopted = (document.adoptedStyleSheets as CSSStyleSheet[] | undefined)?.length ?? 0
  return {
    bodyChildren: document.body.children.length,
    styles: document.querySelectorAll('style, link').length + adopted,
  }
}

function watchListeners(
  target: EventTarget,
  name: string,
  count: (key: string, by: number) => void,
): () => void {
  const { addEventListener, removeEventListener } = target
  const known = new Map<string, Set<unknown>>()
  const setOf = (type: string) => known.get(type) ?? known.set(type, new Set()).get(type)!
  target.addEventListener = (type: string, ...rest: [never]) => {
    if (!setOf(type).has(rest[0])) {
      setOf(type).add(rest[0])
      count(`${name} ${type}`, 1)
    }
    addEventListener.call(target, type, ...rest)
  }
  target.removeEventListener = (type: string, ...rest: [never]) => {
    if (setOf(type).delete(rest[0])) count(`${name} ${type}`, -1)
    removeEventListener.call(target, type, ...rest)
  }
  return () => Object.assign(target, { addEventListener, removeEventListener })
}

function watchHistory() {
  const { pushState, replaceState } = history
  let calls = 0
  const counting =
    (original: History['pushState']) =>
    (...args: Parameters<History['pushState']>) => {
      calls += 1
      original.apply(history, args)
    }
  Object.assign(history, { pushState: counting(pushState), replaceState: counting(replaceState) })
  return { calls: () => calls, stop: () => Object.assign(history, { pushState, replaceState }) }
}
