import type { Book } from './book.ts'
import { replace, stopAll, type Method, type Stop } from './replace.ts'

export function watchTimers(book: Book): Stop {
  const pairs = [
    ['setTimeout', 'clearTimeout', true],
    ['setInterval', 'clearInterval', false],
    ['requestAnimationFrame', 'cancelAnimationFrame', true],
    ['requestIdleCallback', 'cancelIdleCallback', true],
  ] as const
  const stops = pairs.flatMap(([begin, end, once]) => {
    const keys = new Map<unknown, object>()
    const forget = (id: unknown) => {
      book.remove(keys.get(id))
      keys.delete(id)
    }
    const beginning = (original: Method): Method =>
      function (this: unknown, callback, ...rest) {
        let id: unknown = undefined
        const run = (...args: unknown[]) => {
          if (once) forget(id)
          return (callback as Method)(...args)
        }
        id = original.call(globalThis, typeof callback === 'function' ? run : callback, ...rest)
        keys.set(id, {})
        book.add(keys.get(id), 'timer', begin)
        return id
      }
    const ending = (original: Method): Method =>
      function (this: unknown, id) {
        forget(id)
        return original.call(globalThis, id)
      }
    return [replace(globalThis, begin, beginning), replace(globalThis, end, ending)]
  })
  return stopAll(stops)
}
