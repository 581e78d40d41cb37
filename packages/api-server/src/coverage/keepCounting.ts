import type { Db } from '../database/schema.ts'
import { keepHourly } from '../keepHourly.ts'
import { countNewPolicies } from './newPolicies.ts'
import { countNewPeriod } from './recount.ts'

/** Counts the schools when a period begins or their policy has changed, now and every hour. Returns what ends it. */
export function keepCounting(
  owner: Db,
  clock: () => Date,
  onError: (error: unknown) => void,
): () => Promise<void> {
  return keepHourly(async signal => {
    await countNewPeriod(owner, { now: clock(), signal })
    await countNewPolicies(owner, { now: clock(), signal })
  }, onError)
}
