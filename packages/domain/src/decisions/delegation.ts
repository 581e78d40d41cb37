import { internal, nullable, open, record } from '../dataClass.ts'
import { AccountId, DelegationId, OrgId } from '../ids.ts'
import type { PolicyProfile } from '../policy.ts'
import type { Reason } from '../reasons.ts'
import type { Role } from '../roles.ts'
import { text } from '../text.ts'
import { addDays, Day, Moment } from '../time.ts'
import { z } from '../zod.ts'

/** Whom the head lets confirm in their stead, and until which day, that day included (F1 "schoolHead or delegate"). */
export const NewDelegation = record({ delegateId: AccountId, until: internal(Day) })
export type NewDelegation = z.output<typeof NewDelegation>

export const DELEGATION_STATES = ['offered', 'inForce', 'over', 'ended'] as const
export type DelegationState = (typeof DELEGATION_STATES)[number]

/** 委托: it takes two people, the head who names and the delegate who accepts, and always has an end. */
export const Delegation = record({
  id: DelegationId,
  schoolId: OrgId,
  headName: internal(text(50)),
  delegateId: AccountId,
  delegateName: internal(text(50)),
  from: internal(Day),
  until: internal(Day),
  state: internal(z.enum(DELEGATION_STATES)),
  namedAt: internal(Moment),
  acceptedAt: nullable(internal(Moment)),
  endedAt: nullable(internal(Moment)),
  endedByName: nullable(internal(text(50))),
  /** What the reader may do with it. */
  mayAccept: open(z.boolean()),
  mayEnd: open(z.boolean()),
})
export type Delegation = z.output<typeof Delegation>

/** What the rules need to know of a delegation. */
export interface DelegationFacts {
  readonly headId: string
  readonly delegateId: string
  readonly until: Day
  readonly accepted: boolean
  readonly ended: boolean
}

export function delegationState({ until, accepted, ended }: DelegationFacts, today: Day): DelegationState {
  if (ended) return 'ended'
  if (until < today) return 'over'
  return accepted ? 'inForce' : 'offered'
}

/** Roles that make somebody of the school's staff, but for those who cannot decide for the head. */
const MAY_DECIDE: readonly Role[] = ['classTeacher', 'panelMember', 'mentor', 'psychTeacher']

/**
 * Why the head may not name this person. Who screens and convenes does not decide as well, so no aid officer; a head
 * needs no delegation.
 */
export function delegationBlockers(
  { delegateId, until }: NewDelegation,
  delegate: { readonly roles: readonly Role[]; readonly standing: readonly DelegationFacts[] },
  head: string,
  today: Day,
  { delegationDays }: Pick<PolicyProfile, 'delegationDays'>,
): Reason[] {
  const reasons: Reason[] = []
  const { roles, standing } = delegate
  const ruledOut = roles.includes('aidOfficer') || roles.includes('schoolHead') || delegateId === head
  if (ruledOut || !roles.some(role => MAY_DECIDE.includes(role))) reasons.push('delegate_not_eligible')
  if (until < today || until > addDays(today, delegationDays)) reasons.push('delegation_too_long')
  const live = (facts: DelegationFacts) => ['offered', 'inForce'].includes(delegationState(facts, today))
  if (standing.some(live)) reasons.push('already_delegated')
  return reasons
}

/** Why `account` may not accept: only who was named, while it stands open. */
export function delegateBlockers(facts: DelegationFacts, account: string, today: Day): Reason[] {
  if (facts.delegateId !== account) return ['not_yours']
  return delegationState(facts, today) === 'offered' ? [] : ['delegation_over']
}

/** Why it may not be ended: it is over. A head of the school ends it at any time, the delegate gives it back. */
export function endingBlockers(
  facts: DelegationFacts,
  actor: { account: string; head: boolean },
  today: Day,
): Reason[] {
  if (facts.delegateId !== actor.account && !actor.head) return ['not_yours']
  return ['offered', 'inForce'].includes(delegationState(facts, today)) ? [] : ['delegation_over']
}
