import { internal, record } from '../dataClass.ts'
import { AccountId } from '../ids.ts'
import type { Reason } from '../reasons.ts'
import { z } from '../zod.ts'

/** What binds a member of staff to a case so closely that they do not judge it (D6, AD-11 优亲厚友). */
export const TIE_KINDS = ['applicant', 'ownMentor', 'ownTeacher'] as const
export type TieKind = (typeof TIE_KINDS)[number]

/** A tie that the records show; a relative has to say so themself (`RecusalReason`). */
export const Tie = record({ accountId: AccountId, kind: internal(z.enum(TIE_KINDS)) })
export type Tie = z.output<typeof Tie>

/** Why somebody with this tie may not sit on the panel. */
export const TIE_REASON: Readonly<Record<TieKind, Reason>> = {
  applicant: 'member_is_applicant',
  ownMentor: 'member_is_own_mentor',
  ownTeacher: 'member_is_own_teacher',
}
