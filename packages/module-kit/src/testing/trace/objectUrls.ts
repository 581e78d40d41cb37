import type { Book } from './book.ts'
import { replace, stopAll, type Stop } from './replace.ts'

export function watchObjectUrls(book: Book): Stop {
  const stops = [
    replace(URL, 'createObjectURL', original => (...args) => {
      const url = original.apply(URL, args)
      book.add(url, 'object-url', 'URL.createObjectURL')
      return url
    }),
    replace(URL, 'revokeObjectURL', original => (...args) => {
      book.remove(args[0])
      return original.apply(URL, args)
    }),
  ]
  return stopAll(stops)
}
