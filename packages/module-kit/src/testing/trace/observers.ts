import type { Book } from './book.ts'
import { prototypeOf, replace, stopAll, type Method, type Stop } from './replace.ts'

/** Observers, for as long as they observe something. */
export function watchObservers(book: Book): Stop {
  const names = ['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver']
  const observed = new WeakMap<object, Set<unknown>>()
  const stops = names.flatMap(name => {
    const prototype = prototypeOf(name)
    const observe = (original: Method): Method =>
      function (this: unknown, target, ...rest) {
        const targets = observed.get(this as object) ?? new Set()
        observed.set(this as object, targets.add(target))
        book.add(this, 'observer', name)
        return original.call(this, target, ...rest)
      }
    const unobserve = (original: Method): Method =>
      function (this: unknown, target) {
        const targets = observed.get(this as object)
        targets?.delete(target)
        if (!targets?.size) book.remove(this)
        return original.call(this, target)
      }
    const disconnect = (original: Method): Method =>
      function (this: unknown) {
        observed.delete(this as object)
        book.remove(this)
        return original.call(this)
      }
    return [
      replace(prototype, 'observe', observe),
      replace(prototype, 'unobserve', unobserve),
      replace(prototype, 'disconnect', disconnect),
    ]
  })
  return stopAll(stops)
}
