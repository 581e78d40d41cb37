import type { Role } from '../roles.ts'
import type { Reason } from '../reasons.ts'
import { EXPORT_COMMANDS, type ExportCommand, type ExportState } from './exportJob.ts'

/** An export as the rules see it; `state` is `expired` once its time is over. */
export interface ExportFacts {
  readonly state: ExportState
  readonly askedBy: string
  readonly askedAs: Role
}

/** Who acts, with their roles at the school of the export. */
export interface ExportActor {
  readonly accountId: string
  readonly roles: readonly Role[]
}

/**
 * Why `actor` may not give `command` now; an empty list means they may. Two people are behind each workbook
 * (trust rule 19): what an officer asks for a school head approves, what a head asks for another head or the
 * officer does. Only who asked takes the file. Pure.
 */
export function exportBlockers(command: ExportCommand, job: ExportFacts, actor: ExportActor): Reason[] {
  return COMMANDS[command](job, actor)
}

/** What the reader may do with the job now. */
export function exportOffers(job: ExportFacts, actor: ExportActor): ExportCommand[] {
  return EXPORT_COMMANDS.filter(command => exportBlockers(command, job, actor).length === 0)
}

const COMMANDS: Readonly<Record<ExportCommand, (job: ExportFacts, actor: ExportActor) => Reason[]>> = {
  approve: (job, actor) => [...stateBlockers(job, ['asked']), ...judgeBlockers(job, actor)],
  decline: (job, actor) => [...stateBlockers(job, ['asked']), ...judgeBlockers(job, actor)],
  cancel: (job, actor) => [
    ...stateBlockers(job, ['asked', 'approved', 'writing', 'ready']),
    ...askerBlockers(job, actor),
  ],
  take: (job, actor) => [...takeBlockers(job), ...askerBlockers(job, actor)],
}

function stateBlockers({ state }: ExportFacts, allowed: readonly ExportState[]): Reason[] {
  if (state === 'expired') return ['export_expired']
  return allowed.includes(state) ? [] : ['wrong_status']
}

function takeBlockers(job: ExportFacts): Reason[] {
  if (job.state === 'taken') return ['export_taken']
  return stateBlockers(job, ['ready']).map(reason =>
    reason === 'wrong_status' ? 'export_not_ready' : reason,
  )
}

function judgeBlockers({ askedBy, askedAs }: ExportFacts, { accountId, roles }: ExportActor): Reason[] {
  if (askedBy === accountId) return ['export_own']
  const suffices = roles.includes('schoolHead') || (askedAs === 'schoolHead' && roles.includes('aidOfficer'))
  return suffices ? [] : ['export_needs_head']
}

function askerBlockers({ askedBy }: ExportFacts, { accountId }: ExportActor): Reason[] {
  return askedBy === accountId ? [] : ['not_yours']
}
