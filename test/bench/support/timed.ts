import { quantile } from './figures.ts'

/** Milliseconds of repeated calls. */
export interface Timed {
  readonly p50: number
  readonly p95: number
}

const WARM_UP = 10

/**
 * Calls each of `works` in turn, `rounds` times, so that whatever else the machine does meets all of them; the
 * first rounds, in which caches fill and code is compiled, do not count.
 */
export async function timed<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Record<Name, Timed>> {
  const names = Object.keys(works) as Name[]
  const taken = new Map<Name, number[]>(names.map(name => [name, []]))
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const name of names) {
      const begun = performance.now()
      await works[name]()
      if (round >= 0) taken.get(name)?.push(performance.now() - begun)
    }
  }
  const result = [...taken].map(([name, all]) => [
    name,
    { p50: quantile(all, 0.5), p95: quantile(all, 0.95) },
  ])
  return Object.fromEntries(result) as Record<Name, Timed>
}
