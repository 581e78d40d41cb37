/** A module that has been given to the page: what module-kit tells the examiner at the beginning of a mount. */
export interface RecordedMount {
  readonly host: Record<string, unknown>
  readonly element: HTMLElement
}

/** Something that a policy of the page has refused. */
export interface Violation {
  readonly directive: string
  /** URL, or a word such as `inline` or `eval`. */
  readonly blocked: string
  /** `importmap`, `module`, … for a refused script in the page itself; `''` otherwise. */
  readonly scriptType: string
}

export interface Trace {
  /** `window popstate /shell.js` → how often it is there: target, type, script that added it. */
  readonly listeners: Readonly<Record<string, number>>
  readonly bodyChildren: number
  readonly styles: number
}

/** What watches a page from before its first script on. */
export interface Recorder {
  readonly mounts: RecordedMount[]
  readonly violations: Violation[]
  /** Names and places of uncaught errors; never their messages, which may quote what somebody typed. */
  readonly errors: string[]
  /** Bare names that could not be resolved. */
  readonly unresolved: string[]
  readonly natives: { readonly promise: unknown }
  readonly trace: () => Trace
}

/**
 * Runs in every frame before the page's own scripts: installs the examiner that module-kit calls at each mount, and
 * writes down errors, refusals and the listeners of `window` and `document`.
 *
 * Like everything in this folder it is sent to the page as text, so it reaches nothing outside of its own braces.
 */
export function installRecorder(): void {
  const listeners = new Map<string, number>()
  const known = new WeakMap<object, Set<string>>()
  const recorder: Recorder = {
    mounts: [],
    violations: [],
    errors: [],
    unresolved: [],
    natives: { promise: Promise },
    trace: () => ({
      listeners: Object.fromEntries([...listeners].filter(([, count]) => count > 0)),
      bodyChildren: document.body.children.length,
      styles:
        document.querySelectorAll('style, link[rel="stylesheet"]').length +
        document.adoptedStyleSheets.length,
    }),
  }
  const registry = globalThis as unknown as Record<symbol, unknown>
  registry[Symbol.for('sunshine-aid.doctor')] = recorder
  registry[Symbol.for('sunshine-aid.examiner')] = (host: Record<string, unknown>, element: HTMLElement) =>
    void recorder.mounts.push({ host, element })

  document.addEventListener('securitypolicyviolation', event => {
    if (event.disposition !== 'enforce') return
    const [target] = event.composedPath()
    recorder.violations.push({
      directive: event.effectiveDirective,
      blocked: event.blockedURI,
      scriptType: target instanceof HTMLScriptElement ? target.type : '',
    })
  })
  window.addEventListener('error', ({ error, filename, lineno }) => noteError(error, `${filename}:${lineno}`))
  window.addEventListener('unhandledrejection', ({ reason }) => noteError(reason, ''))
  watchListeners()

  function noteError(error: unknown, place: string) {
    if (!(error instanceof Error)) return
    const [, specifier] = /module specifier ['"]([@\w./-]+)['"]/.exec(error.message) ?? []
    const name = /^\w{1,40}$/.test(error.name) ? error.name : 'Error'
    if (specifier === undefined) recorder.errors.push(`${name} ${place || placeOf(error.stack)}`.trim())
    else recorder.unresolved.push(specifier)
  }

  function placeOf(stack = ''): string {
    const places = stack.match(/https?:\/\/[^\s()]+/g) ?? []
    return (places[0] ?? '').replace(/[?#][^:]*/, '')
  }

  function watchListeners() {
    const { addEventListener, removeEventListener } = EventTarget.prototype
    const nameOf = (target: EventTarget) =>
      target === window ? 'window' : target === document ? 'document' : undefined
    const keyOf = (name: string, type: string, options: unknown) =>
      `${name} ${type} ${typeof options === 'object' ? !!(options as AddEventListenerOptions | null)?.capture : !!options}`
    const sources = new WeakMap<object, Map<string, string>>()
    function drop(listener: object, key: string) {
      if (!known.get(listener)?.delete(key)) return
      const label = sources.get(listener)?.get(key) ?? ''
      listeners.set(label, (listeners.get(label) ?? 0) - 1)
    }
    function note(name: string, type: string, listener: object, options: unknown) {
      const { once = false, signal } = (typeof options === 'object' && options) as AddEventListenerOptions
      const key = keyOf(name, type, options)
      const keys = known.get(listener) ?? new Set()
      if (once || keys.has(key) || signal?.aborted) return
      known.set(listener, keys.add(key))
      const script = placeOf(new Error().stack).replace(/(:\d+)+$/, '')
      const label = `${name} ${type} ${script}`
      sources.set(listener, (sources.get(listener) ?? new Map<string, string>()).set(key, label))
      listeners.set(label, (listeners.get(label) ?? 0) + 1)
      if (signal) addEventListener.call(signal, 'abort', () => drop(listener, key), { once: true })
    }
    EventTarget.prototype.addEventListener = function (
      this: EventTarget | undefined,
      type,
      listener,
      options,
    ) {
      const name = nameOf(this ?? window)
      if (name !== undefined && listener) note(name, type, listener, options)
      addEventListener.call(this ?? window, type, listener, options)
    }
    EventTarget.prototype.removeEventListener = function (
      this: EventTarget | undefined,
      type,
      listener,
      options,
    ) {
      const name = nameOf(this ?? window)
      if (name !== undefined && listener) drop(listener, keyOf(name, type, options))
      removeEventListener.call(this ?? window, type, listener, options)
    }
  }
}
