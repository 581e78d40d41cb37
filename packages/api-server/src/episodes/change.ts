import { notFound } from '@sunshine-aid/api-contract'
import {
  EPISODE_TRANSITIONS,
  episodeBlockers,
  nextEpisodeStatus,
  type EpisodeCommand,
  type EpisodeFile,
  type Reason,
} from '@sunshine-aid/domain'
import type { Updateable } from 'kysely'
import { actingRole } from '../access/reach.ts'
import { refuseBy } from '../access/refuseBy.ts'
import type { Call } from '../applications/facts.ts'
import { refreshCoverage } from '../coverage/facts.ts'
import type { AuditNote } from '../http/auditNote.ts'
import { staleVersion } from '../http/preconditions.ts'
import { episodeSituation, storedStatus, type EpisodeSituation } from './facts.ts'
import {
  endPairings,
  findEpisode,
  insertEpisodeEvent,
  isWithinReach,
  lockEpisode,
  updateEpisode,
} from './queries.ts'
import { episodeFile } from './reply.ts'
import type { EpisodeTable } from './tables.ts'

/** What a route has at hand when it changes an episode. */
export interface EpisodeCall extends Call {
  readonly params: { readonly id: string }
  readonly audit: AuditNote
  readonly expectedVersion?: number | undefined
}

/** What one command does beyond the change of state that all have in common. */
export interface EpisodeStep {
  /** Reasons that depend on what the request's body says; the guards of F1 have been passed then. */
  readonly blockers?: readonly Reason[]
  readonly columns?: Updateable<EpisodeTable>
  readonly reasonCode?: string
  readonly text?: string
  /** Of the head's confirmation. */
  readonly agrees?: boolean
  readonly store?: () => Promise<void>
}

/**
 * Does `command` to an episode, the one way in which its state changes (F1): lock it within the reach of the
 * command's permission, compare the version, ask the rules, store what `step` adds, then the new state and what
 * happened. An end takes the mentors off and is counted at once.
 * @throws {ProblemError} `not_found`, `stale_version` with the file as it is, or the first reason against it.
 */
export async function changeEpisode(
  call: EpisodeCall,
  command: EpisodeCommand,
  step: (situation: EpisodeSituation) => EpisodeStep | Promise<EpisodeStep> = () => ({}),
): Promise<EpisodeSituation> {
  const situation = await lockForChange(call, command)
  const { row, facts, actor, policy, today } = situation
  refuseBy(episodeBlockers(command, facts, actor, policy), command)
  const done = await step(situation)
  refuseBy(done.blockers ?? [], command)
  await done.store?.()
  const to = nextEpisodeStatus(command, facts, done.agrees)
  const ends = to === 'exited'
  await updateEpisode(call.trx, row.id, {
    ...done.columns,
    status: storedStatus(to),
    ...(ends && { ended_on: today }),
  })
  await insertEpisodeEvent(call.trx, {
    episode_id: row.id,
    org_path: row.org_path,
    at: call.now,
    actor_id: actor.accountId,
    actor_name: call.principal.name,
    actor_role: actingRole(call.principal, EPISODE_TRANSITIONS[command].permission, row.org_path),
    happening: command,
    from_status: facts.status,
    to_status: to,
    reason_code: done.reasonCode ?? null,
    text: done.text ?? null,
  })
  if (ends) await settleEnd(call, situation)
  return situation
}

async function settleEnd({ trx, now }: Call, { row, today }: EpisodeSituation): Promise<void> {
  await endPairings(trx, row.id, today)
  await refreshCoverage(trx, { studentIds: [row.student_id], now })
}

async function lockForChange(call: EpisodeCall, command: EpisodeCommand): Promise<EpisodeSituation> {
  const { trx, principal, params, audit, expectedVersion } = call
  const locked = await lockEpisode(trx, principal, EPISODE_TRANSITIONS[command].permission, params.id)
  const row = locked && (await findEpisode(trx, locked.id))
  if (!row) throw notFound('episode')
  audit.subject({ kind: 'student', id: row.student_id, school: row.school_id, orgPath: row.org_path })
  const situation = await episodeSituation(call, row)
  if (expectedVersion !== undefined && expectedVersion !== row.version)
    throw staleVersion(await episodeFile(call, situation))
  return situation
}

/** The file as it stands after a change in this transaction. */
export async function changedEpisode(call: Call, id: string): Promise<EpisodeFile> {
  const row = await findEpisode(call.trx, id)
  if (!row) throw new Error('an episode that was just changed is gone')
  return episodeFile(call, await episodeSituation(call, row))
}

/** The file of an episode that `principal` may read. @throws {ProblemError} `not_found`. */
export async function readEpisode(call: EpisodeCall): Promise<EpisodeFile> {
  const { trx, principal, params, audit } = call
  const reached = await isWithinReach(trx, principal, 'episode.read', params.id)
  const row = reached ? await findEpisode(trx, params.id) : undefined
  if (!row) throw notFound('episode')
  audit.subject({ kind: 'student', id: row.student_id, school: row.school_id, orgPath: row.org_path })
  return episodeFile(call, await episodeSituation(call, row))
}
