import {
  DILEMMA_TYPES,
  isLate,
  PROPOSAL_STATES,
  type Day,
  type Sweep,
  type SweepDetail,
  type SweepProgress,
  type SweepProposal,
} from '@sunshine-aid/domain'
import type { ProgressRow, ProposalRow, SweepRow } from './queries.ts'

export function proposalReply(row: ProposalRow, today: Day): SweepProposal {
  return {
    id: row.id,
    sweepId: row.sweep_id,
    studentId: row.student_id,
    studentName: row.student_name,
    className: row.class_name,
    kind: row.kind,
    dilemmas: row.dilemmas,
    reasons: row.reasons,
    supporting: row.supporting,
    state: row.state,
    dueOn: row.due_on,
    late: isLate(row.state, row.due_on, today),
    decision: decisionOf(row),
    version: row.version,
  }
}

function decisionOf(row: ProposalRow): SweepProposal['decision'] {
  if (row.decided_at === null || row.decided_by_name === null) return null
  return {
    byName: row.decided_by_name,
    at: row.decided_at.toISOString(),
    dismissalReason: row.dismissal_reason,
    note: row.dismissal_note ?? '',
    applicationId: row.application_id,
  }
}

/** `counts` may hold those of other sweeps as well. */
export function sweepReply(row: SweepRow, counts: readonly ProgressRow[], today: Day): Sweep {
  return {
    id: row.id,
    schoolId: row.school_id,
    schoolName: row.school_name,
    startedByName: row.started_by_name,
    startedAt: row.started_at.toISOString(),
    students: row.students,
    progress: progressOf(
      counts.filter(({ sweep_id }) => sweep_id === row.id),
      today,
    ),
  }
}

export function detailReply(row: SweepRow, counts: readonly ProgressRow[], today: Day): SweepDetail {
  const byDilemma = DILEMMA_TYPES.map(dilemma => ({
    dilemma,
    students: total(counts.filter(({ dilemmas }) => dilemmas.includes(dilemma))),
  }))
  return {
    ...sweepReply(row, counts, today),
    byDilemma,
    withoutDilemma: total(counts.filter(({ dilemmas }) => dilemmas.length === 0)),
  }
}

function progressOf(counts: readonly ProgressRow[], today: Day): SweepProgress {
  const of = (state: string) => total(counts.filter(row => row.state === state))
  const [proposed = 0, accepted = 0, dismissed = 0, superseded = 0] = PROPOSAL_STATES.map(of)
  const late = total(counts.filter(({ state, due_on }) => isLate(state, due_on, today)))
  return { proposed, accepted, dismissed, superseded, late }
}

function total(counts: readonly ProgressRow[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0)
}
