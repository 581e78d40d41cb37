import type { Db } from '../database/schema.ts'
import { keepHourly } from '../keepHourly.ts'
import { expireProvisional } from './end.ts'

/** Ends provisional support that is past its last day: now, then every hour. Returns what ends it. */
export function keepExpiring(
  owner: Db,
  clock: () => Date,
  onError: (error: unknown) => void,
): () => Promise<void> {
  return keepHourly(() => expireProvisional(owner, clock()), onError)
}
