import { notFound } from '@sunshine-aid/api-contract'
import {
  exportBlockers,
  exportOffers,
  type ExportCommand,
  type ExportFacts,
  type ExportJob,
  type ExportState,
  type NewExport,
  type Permission,
} from '@sunshine-aid/domain'
import { sql, type Selectable, type Updateable } from 'kysely'
import { grants } from '../access/reach.ts'
import { refuseBy } from '../access/refuseBy.ts'
import type { Keyring } from '../crypto/keyring.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Assignment, Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { PageRequest } from '../http/paging.ts'
import { staleVersion } from '../http/preconditions.ts'
import { policyOf } from '../organisations/policies.ts'
import type { ExportJobTable } from './tables.ts'

export type JobRow = Selectable<ExportJobTable>

/** What a route about exports has at hand. */
export interface ExportCall {
  readonly trx: Trx
  readonly principal: Principal
  readonly keyring: Keyring
  readonly now: Date
}

const HOUR_MS = 3_600_000

/** The schools at which the account may ask for workbooks, or approve them. */
export function exportPlaces(principal: Principal, permission: Permission = 'export.ask'): Assignment[] {
  return grants(principal, permission)
    .filter(({ reach, assignment }) => reach === 'place' && assignment.orgKind === 'school')
    .map(({ assignment }) => assignment)
}

export async function insertJob(call: ExportCall, place: Assignment, wanted: NewExport): Promise<JobRow> {
  const { trx, principal, keyring, now } = call
  const policy = await policyOf(trx, place.orgId)
  const id = crypto.randomUUID()
  return trx
    .insertInto('export_job')
    .values({
      id,
      school_id: place.orgId,
      org_path: place.orgPath,
      kind: wanted.kind,
      state: 'asked',
      purpose: wanted.purpose,
      purpose_text_sealed: seal(keyring, purposeContext(id), wanted.purposeText),
      asked_by: principal.accountId,
      asked_by_name: principal.name,
      asked_as: place.role,
      asked_at: now,
      expires_at: new Date(now.getTime() + policy.exportHours * HOUR_MS),
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The exports of the schools where the account may handle them. */
function reachable({ trx, principal }: Pick<ExportCall, 'trx' | 'principal'>) {
  const schools = exportPlaces(principal).map(({ orgId }) => orgId)
  return trx.selectFrom('export_job').where('school_id', 'in', schools)
}

/** One row more than `page.limit`, as the pager wants it; the newest first. */
export function listJobs(call: ExportCall, { after, limit }: PageRequest): Promise<JobRow[]> {
  const [askedAt, id] = after ?? []
  return reachable(call)
    .selectAll()
    .$if(after !== null, jobs =>
      jobs.where(sql<boolean>`(asked_at, id) < (${askedAt}::timestamptz, ${id}::uuid)`),
    )
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** @throws {ProblemError} `not_found` */
export async function findJob(call: ExportCall, id: string): Promise<JobRow> {
  const job = await reachable(call).selectAll().where('id', '=', id).executeTakeFirst()
  if (!job) throw notFound('export')
  return job
}

/**
 * The job, locked, in the version that the caller saw, once its rules let them give `command`.
 * @throws {ProblemError} `not_found`, `stale_version`, or the first reason against it
 */
export async function lockFor(
  call: ExportCall,
  id: string,
  command: ExportCommand,
  expectedVersion?: number,
): Promise<JobRow> {
  const job = await reachable(call).selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!job) throw notFound('export')
  if (expectedVersion !== undefined && expectedVersion !== job.version)
    throw staleVersion(jobReply(call, job))
  refuseBy(exportBlockers(command, factsOf(job, call.now), actorAt(call.principal, job)), command)
  return job
}

export function updateJob(
  { trx, now }: Pick<ExportCall, 'trx' | 'now'>,
  { id, version }: JobRow,
  columns: Updateable<ExportJobTable>,
): Promise<JobRow> {
  return trx
    .updateTable('export_job')
    .set({ ...columns, version: version + 1, updated_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

const OPEN: readonly ExportState[] = ['asked', 'approved', 'writing', 'ready']

function factsOf({ state, expires_at, asked_by, asked_as }: JobRow, now: Date): ExportFacts {
  const isOver = OPEN.includes(state) && expires_at <= now
  return { state: isOver ? 'expired' : state, askedBy: asked_by, askedAs: asked_as }
}

function actorAt({ accountId, assignments }: Principal, { school_id }: JobRow) {
  return { accountId, roles: assignments.filter(held => held.orgId === school_id).map(({ role }) => role) }
}

/** Whether somebody has to write it. */
export function waitsForWriter(job: JobRow, now: Date): boolean {
  return ['approved', 'writing'].includes(factsOf(job, now).state)
}

export function jobReply({ keyring, principal, now }: Omit<ExportCall, 'trx'>, job: JobRow): ExportJob {
  const facts = factsOf(job, now)
  return {
    id: job.id,
    schoolId: job.school_id,
    state: facts.state,
    kind: job.kind,
    purpose: job.purpose,
    purposeText: unseal(keyring, purposeContext(job.id), job.purpose_text_sealed),
    askedByName: job.asked_by_name,
    askedAt: job.asked_at.toISOString(),
    approvedByName: job.approved_by_name,
    endedByName: job.ended_by_name,
    rowsTotal: job.rows_total,
    rowsDone: job.rows_done,
    fault: job.fault,
    takenAt: job.taken_at?.toISOString() ?? null,
    expiresAt: job.expires_at.toISOString(),
    offers: exportOffers(facts, actorAt(principal, job)),
    version: job.version,
  }
}

/** Where the words of a purpose are sealed. */
export const purposeContext = (rowId: string) => ({
  table: 'export_job',
  column: 'purpose_text_sealed',
  rowId,
})
