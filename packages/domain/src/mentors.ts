import { internal, record } from './dataClass.ts'
import { AccountId } from './ids.ts'
import type { PolicyProfile } from './policy.ts'
import { text } from './text.ts'
import { AidCategory } from './applications/vocabulary.ts'
import { z } from './zod.ts'

/** ME-02, ME-11: aid and psych mentors are the pair that the county guide asks for. */
export const MENTOR_KINDS = ['aid', 'psych', 'academic', 'career', 'external'] as const
export const MentorKind = z.enum(MENTOR_KINDS)
export type MentorKind = z.output<typeof MentorKind>

/** 导师名册: an appointment, with how many students one may take this semester and how many one has (ME-05). */
export const RosterLine = record({
  accountId: AccountId,
  name: internal(text(50)),
  kind: internal(MentorKind),
  expertise: internal(z.array(AidCategory).max(7)),
  capacity: internal(z.int().min(0).max(100)),
  paired: internal(z.int().min(0)),
})
export type RosterLine = z.output<typeof RosterLine>

/** Kinds that `episode` still lacks under `policy`; none missing means it is covered (F3 no. 5, ME-01, ME-02). */
export function missingMentors(
  accepted: readonly MentorKind[],
  policy: Pick<PolicyProfile, 'requiredMentors' | 'anyMentorSuffices'>,
): MentorKind[] {
  if (policy.anyMentorSuffices && accepted.length > 0) return []
  return policy.requiredMentors.filter(kind => !accepted.includes(kind))
}
