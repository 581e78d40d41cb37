import type { Book } from './book.ts'
import { prototypeOf, replace, stopAll, type Method, type Stop } from './replace.ts'

type Listening = Map<string, Map<unknown, object>>

/** Listeners of what lives as long as the page. Those of other elements go with the elements. */
export function watchListeners(book: Book): Stop {
  const known = new WeakMap<object, Listening>()
  const listening = (target: object, name: string) => {
    const ofTarget = known.get(target) ?? new Map<string, Map<unknown, object>>()
    known.set(target, ofTarget)
    const listeners = ofTarget.get(name) ?? new Map<unknown, object>()
    ofTarget.set(name, listeners)
    return listeners
  }
  const forget = (target: object, name: string, listener: unknown) => {
    book.remove(listening(target, name).get(listener))
    listening(target, name).delete(listener)
  }
  const adding = (original: Method): Method =>
    function (this: unknown, type, listener, options) {
      const target = this ?? globalThis
      const owner = longLived(target)
      const { once, signal } = settingsOf(options)
      if (!owner || !listener || signal?.aborted) return original.call(target, type, listener, options)
      const name = nameOf(type, options)
      const end = () => forget(target, name, listener)
      if (!listening(target, name).has(listener)) {
        const key = {}
        listening(target, name).set(listener, key)
        book.add(key, 'listener', `${owner} ${String(type)}`)
        signal?.addEventListener('abort', end, { once: true })
        if (once) original.call(target, type, end, options)
      }
      return original.call(target, type, listener, options)
    }
  const removing = (original: Method): Method =>
    function (this: unknown, type, listener, options) {
      const target = this ?? globalThis
      if (longLived(target)) forget(target, nameOf(type, options), listener)
      return original.call(target, type, listener, options)
    }
  // `window` has methods of its own in some environments.
  const stops = [
    prototypeOf('EventTarget'),
    ...(Object.hasOwn(window, 'addEventListener') ? [window] : []),
  ].flatMap(holder => [
    replace(holder, 'addEventListener', adding),
    replace(holder, 'removeEventListener', removing),
  ])
  return stopAll(stops)
}

function settingsOf(options: unknown): { once?: boolean; signal?: AbortSignal; capture?: boolean } {
  return typeof options === 'object' && options !== null ? options : { capture: options === true }
}

function nameOf(type: unknown, options: unknown): string {
  return `${String(type)} ${settingsOf(options).capture ? 'capture' : 'bubble'}`
}

/** What a target that outlives every module is called. */
function longLived(target: object): string | undefined {
  if (target === window) return 'window'
  if (target === document) return 'document'
  if (target === document.documentElement) return 'html'
  if (target === document.head || target === document.body) return target === document.body ? 'body' : 'head'
  const name = target.constructor.name
  return /^(?:MediaQueryList|VisualViewport|ScreenOrientation|NetworkInformation|Navigation|FontFaceSet|LockManager)$/.test(
    name,
  )
    ? name
    : undefined
}
