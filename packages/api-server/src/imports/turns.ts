import { setImmediate as nextTurn } from 'node:timers/promises'

/** Items that are worked on before other requests get their turn: a few milliseconds of work. */
const ITEMS_A_TURN = 100

/** `map` over a long list that lets other work run in between, and stops when `signal` is aborted. */
export async function mapInTurns<T, R>(
  items: readonly T[],
  fn: (item: T, index: number) => R,
  signal?: AbortSignal,
): Promise<R[]> {
  const results: R[] = []
  for (const [index, item] of items.entries()) {
    if (index % ITEMS_A_TURN === 0) {
      signal?.throwIfAborted()
      await nextTurn()
    }
    results.push(fn(item, index))
  }
  return results
}

/** `items` in portions, for statements that take many rows at once. */
export function portions<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
