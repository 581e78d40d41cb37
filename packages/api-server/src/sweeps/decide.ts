import { notFound } from '@sunshine-aid/api-contract'
import {
  acceptanceBlockers,
  categoriesFor,
  chinaDay,
  dismissalBlockers,
  draftText,
  type Acceptance,
  type ApplicationContent,
  type Dismissal,
} from '@sunshine-aid/domain'
import type { Updateable } from 'kysely'
import { refuseBy } from '../access/refuseBy.ts'
import type { Call } from '../applications/facts.ts'
import { startDraft } from '../applications/start.ts'
import type { AuditNote } from '../http/auditNote.ts'
import { requireVersion } from '../http/preconditions.ts'
import { lockStudent } from '../students/queries.ts'
import { countAcceptance } from './counters.ts'
import { findProposal, lockProposal, type ProposalRow } from './queries.ts'
import { proposalReply } from './reply.ts'
import type { SweepProposalTable } from './tables.ts'

export interface DecisionCall extends Call {
  readonly params: { readonly id: string }
  readonly audit: AuditNote
  readonly expectedVersion: number
}

/** Somebody takes a proposal up: a draft begins with what it says, and nothing beyond a draft (C11). */
export async function accept(call: DecisionCall, said: Acceptance): Promise<ProposalRow> {
  const { trx } = call
  const proposal = await lockForDecision(call)
  refuseBy(acceptanceBlockers(proposal, said), 'acceptance')
  const applicationId = await startDraft(call, proposal.student_id, contentOf(proposal, said))
  await countAcceptance(trx, proposal.sweep_id, proposal.sex)
  return decide(call, proposal, { state: 'accepted', application_id: applicationId })
}

/** What the draft says before anybody has written a word. */
function contentOf(
  { dilemmas, reasons }: ProposalRow,
  { consentGiven }: Acceptance,
): Partial<ApplicationContent> {
  return {
    consentGiven,
    dilemmaTypes: dilemmas,
    reasonCodes: [...new Set(reasons.map(({ reason }) => reason))],
    aidCategories: categoriesFor(dilemmas),
    factsAndReasons: draftText(reasons),
  }
}

/** Somebody sets a proposal aside. */
export async function dismiss(call: DecisionCall, said: Dismissal): Promise<ProposalRow> {
  const proposal = await lockForDecision(call)
  refuseBy(dismissalBlockers(proposal, said), 'dismissal')
  const { reason, note } = said
  return decide(call, proposal, { state: 'dismissed', dismissal_reason: reason, dismissal_note: note })
}

/** The proposal within reach, in the version that the caller saw; its student is held first, as everywhere. */
async function lockForDecision(call: DecisionCall): Promise<ProposalRow> {
  const { trx, principal, params, expectedVersion, now } = call
  const seen = await findProposal(trx, principal, 'sweep.decide', params.id)
  if (!seen) throw notFound('proposal')
  await lockStudent(trx, principal, 'sweep.decide', seen.student_id)
  const proposal = await lockProposal(trx, principal, 'sweep.decide', params.id)
  if (!proposal) throw notFound('proposal')
  about(call, proposal)
  requireVersion(proposalReply(proposal, chinaDay(now)), expectedVersion)
  return proposal
}

async function decide(
  call: DecisionCall,
  proposal: ProposalRow,
  columns: Updateable<SweepProposalTable>,
): Promise<ProposalRow> {
  const { trx, principal, now } = call
  const decided = {
    ...columns,
    decided_by: principal.accountId,
    decided_by_name: principal.name,
    decided_at: now,
    version: proposal.version + 1,
  }
  await trx.updateTable('sweep_proposal').set(decided).where('id', '=', proposal.id).execute()
  about(call, proposal)
  return { ...proposal, ...decided } as ProposalRow
}

function about({ audit }: DecisionCall, { id, school_id, org_path }: ProposalRow): void {
  audit.subject({ kind: 'proposal', id, school: school_id, orgPath: org_path })
}
