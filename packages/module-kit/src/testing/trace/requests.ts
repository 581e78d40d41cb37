import type { Book } from './book.ts'
import { prototypeOf, replace, stopAll, type Method, type Stop } from './replace.ts'

/** Requests under way. */
export function watchRequests(book: Book): Stop {
  const fetching = (original: Method): Method =>
    function (this: unknown, ...args) {
      const key = {}
      const end = () => book.remove(key)
      book.add(key, 'request', `fetch ${addressOf(args[0])}`)
      const answer = original.apply(globalThis, args) as Promise<unknown>
      answer.then(end, end)
      return answer
    }
  const addresses = new WeakMap<object, string>()
  const opening = (original: Method): Method =>
    function (this: unknown, ...args) {
      addresses.set(this as object, addressOf(args[1]))
      return original.apply(this, args)
    }
  const sending = (original: Method): Method =>
    function (this: unknown, ...args) {
      const request = this as XMLHttpRequest
      book.add(request, 'request', `XMLHttpRequest ${addresses.get(request) ?? ''}`)
      request.addEventListener('loadend', () => book.remove(request), { once: true })
      return original.apply(request, args)
    }
  const xhr = prototypeOf('XMLHttpRequest')
  const stops = [
    replace(globalThis, 'fetch', fetching),
    replace(xhr, 'open', opening),
    replace(xhr, 'send', sending),
  ]
  return stopAll(stops)
}

/** Without its query, which may say whom somebody looked for. */
export function addressOf(target: unknown): string {
  const text = target instanceof Request ? target.url : String(target)
  return text.replace(/[?#].*$/, '')
}
