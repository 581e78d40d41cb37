import { ProblemError } from '@sunshine-aid/api-contract'
import { opinionsOpen, type Opinion, type Panel } from '@sunshine-aid/domain'
import type { Call } from '../applications/facts.ts'
import { policyOf } from '../organisations/policies.ts'
import { findMembers, findPanel, panelFacts, type MemberRow, type PanelRow } from './queries.ts'

/**
 * The panel of a request as its reader may see it: sealed until the opinions are open, but for one's own; and
 * sealed for good to whoever stepped back (D6).
 * @throws {ProblemError} `panel_missing`.
 */
export async function panelReply(call: Call, place: { id: string; school_id: string }): Promise<Panel> {
  const { trx, principal } = call
  const panel = await findPanel(trx, place.id)
  if (!panel) throw new ProblemError('panel_missing', 'panel')
  const members = await findMembers(trx, place.id)
  const policy = await policyOf(trx, place.school_id)
  const open = opinionsOpen(panelFacts(panel, members), policy)
  const isReader = ({ account_id }: MemberRow) => account_id === principal.accountId
  const steppedBack = members.some(member => isReader(member) && member.recused !== null)
  return {
    ...panelColumns(panel),
    quorum: policy.panelQuorum,
    opinionsOpen: open,
    members: members.map(member => ({
      accountId: member.account_id,
      name: member.name,
      chair: member.account_id === panel.chair_id,
      recused: member.recused,
      votedAt: member.voted_at?.toISOString() ?? null,
      opinion: (open && !steppedBack) || isReader(member) ? opinionOf(member) : null,
    })),
  }
}

function panelColumns(panel: PanelRow) {
  return {
    applicationId: panel.application_id,
    status: panel.status,
    convenedAt: panel.convened_at.toISOString(),
    convenedByName: panel.convened_by_name,
    recommends: panel.recommends,
    declineReason: panel.decline_reason,
    closedAt: panel.closed_at?.toISOString() ?? null,
    version: panel.version,
  }
}

function opinionOf({ necessity, feasibility, grounds }: MemberRow): Opinion | null {
  if (necessity === null || feasibility === null) return null
  return { necessity, feasibility, grounds: grounds ?? '' }
}
