import { notFound, ProblemError } from '@sunshine-aid/api-contract'
import type { ImportJob, ImportState } from '@sunshine-aid/domain'
import { sql, type Selectable } from 'kysely'
import type { Keyring } from '../crypto/keyring.ts'
import { unseal } from '../crypto/seal.ts'
import type { Trx } from '../database/schema.ts'
import type { PageRequest } from '../http/paging.ts'
import { importPlaces, type ImportContext } from './context.ts'
import type { ImportJobTable } from './tables.ts'

export type JobRow = Selectable<ImportJobTable>

const DAY_MS = 24 * 3_600_000
/** Of one account; each may hold a file of many megabytes. */
const KEPT_JOBS = 5

/** A new import of the account. The oldest ones beyond the five that are kept go, with their rows. */
export async function insertJob({ trx, principal, now }: ImportContext): Promise<JobRow> {
  const [place] = importPlaces(principal)
  if (!place) throw notFound('/imports')
  const job = await trx
    .insertInto('import_job')
    .values({
      account_id: principal.accountId,
      school_id: place.orgId,
      org_path: place.orgPath,
      state: 'reading',
      created_at: now,
      updated_at: now,
      expires_at: new Date(now.getTime() + DAY_MS),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const kept = await ownJobs({ trx, principal }).select('id').limit(KEPT_JOBS).execute()
  await trx
    .deleteFrom('import_job')
    .where('account_id', '=', principal.accountId)
    .where('id', 'not in', [...kept.map(({ id }) => id), job.id])
    .execute()
  return job
}

type Reader = Pick<ImportContext, 'trx' | 'principal'>

/** Newest first; nobody sees the imports of another account, whatever their places. */
function ownJobs({ trx, principal }: Reader) {
  return trx
    .selectFrom('import_job')
    .where('account_id', '=', principal.accountId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
}

/** One row more than `page.limit`, as the pager wants it. */
export function listJobs(reader: Reader, { after, limit }: PageRequest): Promise<JobRow[]> {
  const [createdAt, id] = after ?? []
  return ownJobs(reader)
    .selectAll()
    .$if(after !== null, jobs =>
      jobs.where(sql<boolean>`(created_at, id) < (${createdAt}::timestamptz, ${id}::uuid)`),
    )
    .limit(limit + 1)
    .execute()
}

export function findJob(reader: Reader, id: string): Promise<JobRow | undefined> {
  return ownJobs(reader).selectAll().where('id', '=', id).executeTakeFirst()
}

/** The import, held until the transaction ends: rows change under this lock only. */
export function lockJob(reader: Reader, id: string): Promise<JobRow | undefined> {
  return ownJobs(reader).selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** A file of children's names is not kept for longer than a day; what was decided before stays visible. */
export function stateOf({ state, expires_at }: JobRow, now: Date): ImportState {
  const open = state === 'reading' || state === 'ready' || state === 'refused'
  return open && expires_at <= now ? 'expired' : state
}

/** @throws {ProblemError} when the rows of the import may not be worked with. */
export function requireReady(job: JobRow, now: Date, path: string): void {
  const state = stateOf(job, now)
  if (state === 'expired') throw new ProblemError('import_expired', path)
  if (state !== 'ready') throw new ProblemError('import_not_ready', path)
}

/** Counts the rows anew and moves the version: what somebody saw before is no longer what would be confirmed. */
export async function recount({ trx, now }: Pick<ImportContext, 'trx' | 'now'>, id: string): Promise<JobRow> {
  const { rows } = await sql<JobRow>`
    update import_job set new_rows = total.new, changed_rows = total.changed, unchanged_rows = total.unchanged,
      faulty_rows = total.faulty, warned_rows = total.warned, version = version + 1, updated_at = ${now}
    from (
      select count(*) filter (where outcome = 'new') as new, count(*) filter (where outcome = 'changed') as changed,
        count(*) filter (where outcome = 'unchanged') as unchanged,
        count(*) filter (where outcome = 'faulty') as faulty, count(*) filter (where warnings <> '[]') as warned
      from import_row where job_id = ${id}
    ) as total
    where id = ${id} returning import_job.*`.execute(trx)
  const [job] = rows
  if (!job) throw notFound('/imports/:id')
  return job
}

/** The rows have entered: from now on the import is a line without any content. */
export async function finishJob(
  { trx, now }: Pick<ImportContext, 'trx' | 'now'>,
  id: string,
): Promise<JobRow> {
  await trx.deleteFrom('import_row').where('job_id', '=', id).execute()
  return trx
    .updateTable('import_job')
    .set(eb => ({ state: 'confirmed', titles_sealed: null, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The import, its file and its rows are gone. */
export async function deleteJob(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('import_job').where('id', '=', id).execute()
}

export function jobReply(keyring: Keyring, job: JobRow, now: Date): ImportJob {
  return {
    id: job.id,
    state: stateOf(job, now),
    fault: job.fault,
    faultColumns: job.fault_columns,
    rowsRead: job.rows_read,
    counts: {
      new: job.new_rows,
      changed: job.changed_rows,
      unchanged: job.unchanged_rows,
      faulty: job.faulty_rows,
      warned: job.warned_rows,
    },
    ignoredTitles: openTitles(keyring, job),
    createdAt: job.created_at.toISOString(),
    expiresAt: job.expires_at.toISOString(),
    version: job.version,
  }
}

export const titlesContext = (jobId: string) => ({
  table: 'import_job',
  column: 'titles_sealed',
  rowId: jobId,
})

function openTitles(keyring: Keyring, { id, titles_sealed }: JobRow): string[] {
  return titles_sealed ? (JSON.parse(unseal(keyring, titlesContext(id), titles_sealed)) as string[]) : []
}
