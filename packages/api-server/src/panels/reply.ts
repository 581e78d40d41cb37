import { ProblemError } from '@sunshine-aid/api-contract'
import { opinionsOpen, type Panel, type PanelMember } from '@sunshine-aid/domain'
import type { Call } from '../applications/facts.ts'
import { policyOf } from '../organisations/policies.ts'
import {
  findCommitments,
  findMembers,
  findPanel,
  findPanelMeeting,
  sealedFacts,
  type MemberRow,
  type PanelRow,
} from './queries.ts'
import { openOpinion } from './sealedOpinion.ts'

/**
 * The panel of a request as its reader may see it: sealed until the opinions are open, but for one's own; and
 * sealed for good to whoever stepped back (D6). An opinion is opened for each reading and stored nowhere else.
 * @throws {ProblemError} `panel_missing`.
 */
export async function panelReply(call: Call, place: { id: string; school_id: string }): Promise<Panel> {
  const { trx, principal } = call
  const panel = await findPanel(trx, place.id)
  if (!panel) throw new ProblemError('panel_missing', 'panel')
  const members = await findMembers(trx, place.id)
  const policy = await policyOf(trx, place.school_id)
  const open = opinionsOpen(sealedFacts(panel, members), policy)
  const isReader = ({ account_id }: MemberRow) => account_id === principal.accountId
  const steppedBack = members.some(member => isReader(member) && member.recused !== null)
  const opened = open && !steppedBack
  const commitments = opened ? await findCommitments(trx, place.id) : new Set<string>()
  return {
    ...panelColumns(panel),
    quorum: policy.panelQuorum,
    opinionsOpen: open,
    meeting: await meetingOf(call, panel),
    members: members.map(member => ({
      ...memberColumns(member, panel),
      ...said(call, member, opened ? commitments : null, isReader(member)),
    })),
  }
}

function panelColumns(panel: PanelRow) {
  return {
    applicationId: panel.application_id,
    status: panel.status,
    convenedAt: panel.convened_at.toISOString(),
    convenedByName: panel.convened_by_name,
    openedAt: panel.opened_at?.toISOString() ?? null,
    recommends: panel.recommends,
    declineReason: panel.decline_reason,
    closedAt: panel.closed_at?.toISOString() ?? null,
    version: panel.version,
  }
}

function memberColumns(member: MemberRow, { chair_id }: PanelRow): Omit<PanelMember, 'opinion' | 'seal'> {
  return {
    accountId: member.account_id,
    name: member.name,
    chair: member.account_id === chair_id,
    recused: member.recused,
    recusalWords: member.recusal_words,
    votedAt: member.voted_at?.toISOString() ?? null,
    versionSeen: member.version_seen,
  }
}

/**
 * What a member said. `recorded`: the commitments of the votes, or `null` while the opinions are sealed. A salt
 * is shown only then: before, nobody could prove to others what they voted, nor be made to.
 */
function said(
  { keyring }: Call,
  member: MemberRow,
  recorded: ReadonlySet<string> | null,
  own: boolean,
): Pick<PanelMember, 'opinion' | 'seal'> {
  const { opinion_sealed, commitment } = member
  if (!opinion_sealed || !commitment) return { opinion: null, seal: null }
  const hex = commitment.toString('hex')
  const sealed = { commitment: hex, salt: null, intact: null }
  if (!recorded && !own) return { opinion: null, seal: sealed }
  const { opinion, salt, commitment: again } = openOpinion(keyring, member, opinion_sealed)
  if (!recorded) return { opinion, seal: sealed }
  // A vote from before commitments were recorded has none to compare with.
  const intact = recorded.size === 0 ? null : again.equals(commitment) && recorded.has(hex)
  return { opinion, seal: { commitment: hex, salt: salt.toString('hex'), intact } }
}

async function meetingOf({ trx }: Call, { meeting_id }: PanelRow): Promise<Panel['meeting']> {
  const meeting = meeting_id && (await findPanelMeeting(trx, meeting_id))
  if (!meeting) return null
  return { id: meeting.id, title: meeting.title, plannedAt: meeting.planned_at.toISOString() }
}
