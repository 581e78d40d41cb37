import type { Book } from './book.ts'
import { prototypeOf, replace, stopAll, type Method, type Stop } from './replace.ts'

/** Connections and workers that stay until somebody closes them. */
export function watchChannels(book: Book): Stop {
  const names = ['WebSocket', 'EventSource', 'BroadcastChannel', 'Worker', 'SharedWorker']
  const stops = names.flatMap(name => {
    const prototype = prototypeOf(name)
    const holder = globalThis as unknown as Record<string, unknown>
    const original = holder[name]
    if (!prototype || typeof original !== 'function') return []
    holder[name] = new Proxy(original, {
      construct(target, args: unknown[], newTarget) {
        const made = Reflect.construct(target, args, newTarget) as object
        book.add(made, 'channel', name)
        return made
      },
    })
    const ending = (end: Method): Method =>
      function (this: unknown, ...args) {
        book.remove(this)
        return end.apply(this, args)
      }
    return [
      () => void (holder[name] = original),
      replace(prototype, 'close', ending),
      replace(prototype, 'terminate', ending),
    ]
  })
  return stopAll(stops)
}
