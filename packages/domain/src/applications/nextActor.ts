import type { Role } from '../roles.ts'
import { opinionsOpen, type PanelFacts } from './panel.ts'
import { NEXT_ROLE } from './transitions.ts'
import type { ApplicationStatus } from './vocabulary.ts'

/** Who must act next: a role, and the very people where the record names them. */
export interface NextStep {
  readonly role: Role
  /** Account ids; empty means everybody who holds the role at the school. */
  readonly accounts: readonly string[]
}

/**
 * The person or role that holds a request up now; `null` when it is finished (lesson: "nobody knows what is
 * happening" is the most frequent complaint of all). A draft waits for whoever entered it; a panel for those
 * who have not voted, then for its chair.
 */
export function nextStep(
  status: ApplicationStatus,
  enteredBy: string,
  enteredAs: Role,
  panel: PanelFacts | null,
): NextStep | null {
  const role = NEXT_ROLE[status]
  if (role === undefined) return null
  if (status === 'draft' || status === 'returned') return { role: enteredAs, accounts: [enteredBy] }
  if (status !== 'underReview' || panel === null) return { role, accounts: [] }
  const waiting = panel.members.filter(member => !member.recused && member.opinion === null)
  return opinionsOpen(panel)
    ? { role: 'panelMember', accounts: [panel.chair] }
    : {
        role: waiting.length > 0 ? 'panelMember' : 'aidOfficer',
        accounts: waiting.map(({ accountId }) => accountId),
      }
}
