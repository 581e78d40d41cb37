import type { Db } from '../database/schema.ts'
import { endTaperings } from '../episodes/endTaperings.ts'
import { keepHourly } from '../keepHourly.ts'
import { expireProvisional } from './end.ts'

/** Ends provisional support and taperings that are past their last day: now, then every hour. Returns what ends it. */
export function keepExpiring(
  owner: Db,
  clock: () => Date,
  onError: (error: unknown) => void,
): () => Promise<void> {
  return keepHourly(async () => {
    await expireProvisional(owner, clock())
    await endTaperings(owner, clock())
  }, onError)
}
