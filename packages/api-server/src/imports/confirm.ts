import { ProblemError } from '@sunshine-aid/api-contract'
import { sql } from 'kysely'
import { checkRows, type CheckedStaged } from './check.ts'
import { importPlaces, type ImportContext } from './context.ts'
import { enterRows } from './enter.ts'
import { finishJob, recount, type JobRow } from './jobs.ts'
import { eachStoredRow, openRow, updateRows } from './rows.ts'
import { mapInTurns } from './turns.ts'

export interface Confirmation {
  readonly job: JobRow
  /** Students who were written; empty when nothing entered. */
  readonly studentIds: readonly string[]
}

/**
 * All rows enter or none. Every row is checked again, because schools change while somebody reads a preview;
 * faults that came up since are stored, and the import stays `ready`.
 * @throws {ProblemError} `import_has_faults` when it was known that a row is faulty.
 */
export async function confirm(context: ImportContext, job: JobRow, path: string): Promise<Confirmation> {
  if (job.faulty_rows > 0) throw new ProblemError('import_has_faults', path)
  await lockSchools(context)
  const checked = await checkRows(context, await allRows(context, job.id))
  if (checked.some(({ placed }) => placed === null)) {
    await updateRows(context, checked)
    return { job: await recount(context, job.id), studentIds: [] }
  }
  const studentIds = await enterRows(context, checked)
  await countOutcomes(context, job.id, checked)
  return { job: await finishJob(context, job.id), studentIds }
}

/** Imports of one school follow one another: each sees the students and classes that the last one made. */
async function lockSchools({ trx, principal }: ImportContext): Promise<void> {
  for (const id of importPlaces(principal)
    .map(({ orgId }) => orgId)
    .sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`import/${id}`}, 0))`.execute(trx)
  }
}

async function allRows({ trx, keyring, signal }: ImportContext, jobId: string) {
  const rows = []
  for await (const portion of eachStoredRow(trx, jobId)) {
    rows.push(...(await mapInTurns(portion, row => openRow(keyring, row), signal)))
  }
  return rows
}

/** What was done, which may be other than the preview said. */
async function countOutcomes(
  { trx }: ImportContext,
  jobId: string,
  rows: readonly CheckedStaged[],
): Promise<void> {
  const count = (wanted: string) => rows.filter(({ check }) => check.outcome === wanted).length
  await trx
    .updateTable('import_job')
    .set({ new_rows: count('new'), changed_rows: count('changed'), unchanged_rows: count('unchanged') })
    .where('id', '=', jobId)
    .execute()
}
