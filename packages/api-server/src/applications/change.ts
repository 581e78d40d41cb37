import { notFound, ProblemError } from '@sunshine-aid/api-contract'
import {
  APPLICATION_TRANSITIONS,
  commandBlockers,
  nextStatus,
  nextStep,
  type ApplicationCommand,
  type ApplicationStatus,
  type NextStep,
  type PanelFacts,
  type PolicyProfile,
  type Reason,
  type Visitor,
} from '@sunshine-aid/domain'
import type { Updateable } from 'kysely'
import { actingAs } from '../access/reach.ts'
import { refuseBy } from '../access/refuseBy.ts'
import type { ApplicationTable } from '../database/tables.ts'
import type { AuditNote } from '../http/auditNote.ts'
import { staleVersion } from '../http/preconditions.ts'
import { findPanelFacts } from '../panels/queries.ts'
import { endProvisional } from '../provisional/end.ts'
import { askedVisitor } from '../visits/visitors.ts'
import { eventRow } from './event.ts'
import { situationOf, type Call, type Situation } from './facts.ts'
import { findCase, insertEvent, lockWithin, updateApplication, type CaseRow } from './queries.ts'
import { applicationReply } from './reply.ts'
import { countStay } from '../elapsed/countStay.ts'
import { dueFrom, type DueFacts } from '../worklist/keepDue.ts'

/** A command of F1 that changes a request that exists. */
export type Command = Exclude<ApplicationCommand, 'start'>

/** What a route has at hand when it changes a request. */
export interface ChangeCall extends Call {
  readonly params: { readonly id: string }
  readonly audit: AuditNote
  /** From `If-Match`, where the endpoint asks for it. */
  readonly expectedVersion?: number | undefined
}

/** What one command does beyond the change of state that all have in common. */
export interface Step {
  /** Reasons that depend on what the request's body says; the guards of F1 have been passed then. */
  readonly blockers?: readonly Reason[]
  /** Columns of the record that it sets. */
  readonly columns?: Updateable<ApplicationTable>
  readonly reasonCode?: string | null
  readonly text?: string | null
  /** What was committed to: it stands in the timeline, which is never rewritten. */
  readonly digest?: Buffer
  /** Stores what lies outside of the record: a panel, an episode. */
  readonly store?: () => Promise<void>
}

/**
 * Does `command` to a request, the one way in which its state ever changes (F1): lock it within the reach of the
 * command's permission, compare the version, ask the rules, store what `step` adds, then the new state with who
 * must act next, and what happened.
 *
 * The version grows when the case file changes. A step inside of a panel leaves the file as it is, and so its
 * version: what a member saw before voting stays identified, whoever voted in between.
 * Returns the situation as it was before.
 * @throws {ProblemError} `not_found`, `stale_version` with the record as it is, or the first reason against it.
 */
export async function changeApplication(
  call: ChangeCall,
  command: Command,
  step: (situation: Situation) => Step | Promise<Step> = () => ({}),
): Promise<Situation> {
  const situation = await lockForChange(call, command)
  const { row, facts, actor, policy } = situation
  refuseBy(commandBlockers(command, facts, actor, policy), command)
  const done = await step(situation)
  refuseBy(done.blockers ?? [], command)
  await done.store?.()
  const panel = done.store ? await findPanelFacts(call, row.id, policy) : facts.panel
  const status = nextStatus(command, facts)
  const visitor = status === 'awaitingVisit' ? await askedVisitor(call.trx, row.student_id) : null
  const written = withColumns(row, done.columns)
  const state = stateColumns(call.now, { ...situation, row: written }, status, panel, visitor)
  const due = { ...written, status, reasonCode: done.reasonCode ?? null }
  await updateApplication(call.trx, row.id, {
    ...done.columns,
    ...state,
    due_at: state.next_role === null ? null : await keptDue(call, due, state, policy),
  })
  if (status !== row.status) await countStay(call.trx, row, call.now)
  // Support that did not wait for the decision ends with it, unless the decision itself carries it on.
  if (status === 'notDetermined' || status === 'withdrawn') await endProvisional(call, row.id, status)
  const { permission } = APPLICATION_TRANSITIONS[command]
  const { role, onBehalfOf } = actingAs(call.principal, permission, row.org_path)
  const happening = { command, role, onBehalfOf, from: row.status, to: status, ...done }
  await insertEvent(call.trx, eventRow(call, row, happening))
  return situation
}

/** The request, locked until the transaction ends and in the version that the caller saw. */
export async function lockForChange(call: ChangeCall, command: Command): Promise<Situation> {
  const { trx, principal, params, audit, expectedVersion } = call
  const { permission } = APPLICATION_TRANSITIONS[command]
  const locked = await lockWithin(trx, principal, permission, params.id)
  const row = locked && (await findCase(trx, locked.id))
  if (!row) throw notFound('application')
  audit.subject({ kind: 'application', id: row.id, school: row.school_id, orgPath: row.org_path })
  const situation = await situationOf(call, row)
  if (expectedVersion !== undefined && expectedVersion !== row.version) throw await stale(call, situation)
  return situation
}

/** Shows the record as it is now to those who may read it; a family learns only that it has changed. */
async function stale(call: Call, situation: Situation): Promise<ProblemError> {
  const { facts, actor } = situation
  const readable = actor.permissions.has('application.read') || facts.enteredBy === actor.accountId
  return readable
    ? staleVersion(await applicationReply(call, situation))
    : new ProblemError('stale_version', 'If-Match')
}

function stateColumns(
  now: Date,
  { row, policy }: Situation,
  status: ApplicationStatus,
  panel: PanelFacts | null,
  visitor: Visitor | null,
): Updateable<ApplicationTable> {
  const moved = status !== row.status
  const next = nextStep(status, { by: row.entered_by, as: row.entered_as }, panel, policy, visitor)
  return {
    status,
    status_since: moved ? now : row.status_since,
    next_role: next?.role ?? null,
    next_accounts: [...(next?.accounts ?? [])],
    next_since: next && !moved && stillWaits(row, next) ? row.next_since : now,
    version: moved ? row.version + 1 : row.version,
    updated_at: now,
  }
}

/** The row with what the step sets of it, as far as the next step depends on it. */
function withColumns(row: CaseRow, columns: Updateable<ApplicationTable> = {}): CaseRow {
  const {
    entered_by = row.entered_by,
    entered_as = row.entered_as,
    submitted_at = row.submitted_at,
    version = row.version,
  } = columns
  return { ...row, entered_by, entered_as, submitted_at, version }
}

/** A step that has begun keeps its day; a new one gets its own. */
async function keptDue(
  call: Call,
  request: DueFacts & Pick<CaseRow, 'due_at'>,
  { next_since }: Updateable<ApplicationTable>,
  policy: PolicyProfile,
): Promise<Date | null> {
  return next_since === call.now ? dueFrom(call, request, policy) : request.due_at
}

/** Whether those who must act now had to act before as well: they wait since then, not since the last vote. */
function stillWaits({ next_role, next_accounts }: CaseRow, { role, accounts }: NextStep): boolean {
  const named = accounts.length > 0
  return (
    role === next_role &&
    named === next_accounts.length > 0 &&
    accounts.every(account => next_accounts.includes(account))
  )
}
