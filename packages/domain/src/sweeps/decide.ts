import type { Reason } from '../reasons.ts'
import type { Day } from '../time.ts'
import type { Acceptance, Dismissal, ProposalKind, ProposalState } from './sweep.ts'

/** What the rules need to know of a proposal. */
export interface ProposalFacts {
  readonly state: ProposalState
  readonly kind: ProposalKind
}

/** Why a proposal may not be taken up now; of 免申即享 it is the confirmation with the family (AP-22). */
export function acceptanceBlockers({ state, kind }: ProposalFacts, said: Acceptance): Reason[] {
  if (state !== 'proposed') return ['proposal_decided']
  const confirmed = said.factsChecked && said.consentGiven
  return kind === 'withoutApplication' && !confirmed ? ['confirmation_missing'] : []
}

/** Why a proposal may not be set aside now. “Other” is no reason unless somebody says which. */
export function dismissalBlockers({ state }: ProposalFacts, said: Dismissal): Reason[] {
  if (state !== 'proposed') return ['proposal_decided']
  return said.reason === 'other' && said.note === '' ? ['dismissal_note_required'] : []
}

/** Whether a confirmation is overdue on `today`. */
export function isLate(state: ProposalState, dueOn: Day | null, today: Day): boolean {
  return state === 'proposed' && dueOn !== null && dueOn < today
}
