import type { Book } from './book.ts'
import { replace, stopAll, type Method, type Stop } from './replace.ts'
import { addressOf } from './requests.ts'
import type { HistoryCall } from './trail.ts'

/** Changes of the address. */
export function watchHistory(book: Book): { readonly calls: HistoryCall[]; readonly stop: Stop } {
  const calls: HistoryCall[] = []
  const counting =
    (name: string) =>
    (original: Method): Method =>
      function (...args) {
        calls.push({ what: `${name} ${addressOf(args[2] ?? '')}`, by: book.caller() })
        return original.apply(history, args)
      }
  const stops = ['pushState', 'replaceState'].map(name => replace(history, name, counting(name)))
  return { calls, stop: stopAll(stops) }
}
