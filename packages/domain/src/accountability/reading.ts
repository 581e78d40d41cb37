import type { PolicyProfile } from '../policy.ts'
import type { Reason } from '../reasons.ts'
import { z } from '../zod.ts'

/** What became of an unusual amount of reading (AL-05: an alert ends in an action). */
export const READING_OUTCOMES = ['dutyRequired', 'spokenTo', 'reported'] as const
export const ReadingOutcome = z.enum(READING_OUTCOMES)
export type ReadingOutcome = z.output<typeof ReadingOutcome>

/** What one account saw at one school on one day. */
export interface ReadingOfDay {
  readonly accountId: string
  /** Different files opened. */
  readonly files: number
  /** Lines of lists shown. */
  readonly listed: number
}

/**
 * Whether somebody has read so much in a day that a person should ask why (T6, G21). Nothing is blocked: a teacher
 * in the week of the deadline looks the same as somebody who copies a school.
 */
export function readsTooMuch(
  { files, listed }: Pick<ReadingOfDay, 'files' | 'listed'>,
  policy: Pick<PolicyProfile, 'filesPerDay' | 'linesPerDay'>,
): boolean {
  return files >= policy.filesPerDay || listed >= policy.linesPerDay
}

/** Nobody explains their own reading. */
export function readingBlockers(reading: { readonly accountId: string }, reader: string): Reason[] {
  return reading.accountId === reader ? ['own_reading'] : []
}
