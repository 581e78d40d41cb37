import type { Reason } from '../reasons.ts'
import { z } from '../zod.ts'

/** What became of an unusual amount of reading (AL-05: an alert ends in an action). */
export const READING_OUTCOMES = ['dutyRequired', 'spokenTo', 'reported'] as const
export const ReadingOutcome = z.enum(READING_OUTCOMES)
export type ReadingOutcome = z.output<typeof ReadingOutcome>

/** Nobody explains their own reading. */
export function readingBlockers(reading: { readonly accountId: string }, reader: string): Reason[] {
  return reading.accountId === reader ? ['own_reading'] : []
}
