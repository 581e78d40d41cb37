import type { Db } from '../database/schema.ts'
import { keepHourly } from '../keepHourly.ts'
import { countNewPeriod } from './recount.ts'

/** Counts the schools when a period begins: now, then looked at every hour. Returns what ends it. */
export function keepCounting(
  owner: Db,
  clock: () => Date,
  onError: (error: unknown) => void,
): () => Promise<void> {
  return keepHourly(signal => countNewPeriod(owner, { now: clock(), signal }), onError)
}
