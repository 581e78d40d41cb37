// Runs first in every file of the bundled build. What modules use of the standard library and the oldest browser that
// is served does not have (Chromium 109) is added to the page as the standard says; browsers that have it are left
// alone. `UNSERVED` in the test of the bundled build names what must not be used instead.

add(Array.prototype, 'toSorted', function (this: unknown[], compare?: (a: unknown, b: unknown) => number) {
  return [...this].sort(compare)
})

add(
  Array.prototype,
  'toSpliced',
  function (this: unknown[], start: number, count: number, ...items: unknown[]) {
    const copy = [...this]
    copy.splice(start, count, ...items)
    return copy
  },
)

add(String.prototype, 'isWellFormed', function (this: string) {
  return !/\p{Surrogate}/u.test(this)
})

add(AbortSignal, 'any', (signals: Iterable<AbortSignal>) => {
  const either = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) either.abort(signal.reason)
    else signal.addEventListener('abort', () => either.abort(signal.reason), { signal: either.signal })
  }
  return either.signal
})

function add(owner: object, name: string, value: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true })
}
