import type { Role } from '../roles.ts'
import type { PolicyProfile } from '../policy.ts'
import { hasQuorum, opinionsOpen, type PanelFacts } from './panel.ts'
import { NEXT_ROLE } from './transitions.ts'
import type { ApplicationStatus } from './vocabulary.ts'

/** Who must act next: a role, and the very people where the record names them. */
export interface NextStep {
  readonly role: Role
  /** Account ids; empty means everybody who holds the role at the school. */
  readonly accounts: readonly string[]
}

/** Who was asked to visit the family, and in which role they do. */
export interface Visitor {
  readonly accountId: string
  readonly role: Role
}

/**
 * The person or role that holds a request up now; `null` when it is finished (lesson: "nobody knows what is
 * happening" is the most frequent complaint of all). A draft waits for whoever entered it; a visit for the visitor
 * who was asked, else for the class teacher; a panel without its quorum for the officer who names members, then
 * for those who have not voted, then for its chair.
 */
export function nextStep(
  status: ApplicationStatus,
  entered: { readonly by: string; readonly as: Role },
  panel: PanelFacts | null,
  policy: Pick<PolicyProfile, 'panelQuorum'>,
  visitor: Visitor | null = null,
): NextStep | null {
  const role = NEXT_ROLE[status]
  if (role === undefined) return null
  if (status === 'draft' || status === 'returned') return { role: entered.as, accounts: [entered.by] }
  if (status === 'awaitingVisit' && visitor) return { role: visitor.role, accounts: [visitor.accountId] }
  if (status !== 'underReview' || panel === null || !hasQuorum(panel, policy)) return { role, accounts: [] }
  const waiting = panel.members.filter(member => !member.recused && !member.voted)
  const accounts = opinionsOpen(panel, policy) ? [panel.chair] : waiting.map(({ accountId }) => accountId)
  return { role: 'panelMember', accounts }
}
