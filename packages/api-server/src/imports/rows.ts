import {
  ROW_OUTCOMES,
  type CellFaults,
  type ImportCells,
  type ImportRow,
  type RowOutcome,
} from '@sunshine-aid/domain'
import type { Selectable } from 'kysely'
import type { Keyring } from '../crypto/keyring.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Trx } from '../database/schema.ts'
import type { PageRequest } from '../http/paging.ts'
import type { CheckedStaged } from './check.ts'
import type { ImportContext } from './context.ts'
import type { JobRow } from './jobs.ts'
import type { ImportRowTable } from './tables.ts'
import { mapInTurns, portions } from './turns.ts'

export type StoredRow = Selectable<ImportRowTable>

/** A row of the file as it waits for confirmation. */
export interface StagedRow {
  readonly id: string
  /** Of the file, as Excel numbers it. */
  readonly number: number
  readonly cells: ImportCells
  /** What reading the file found in its cells. */
  readonly cellFaults: CellFaults
  readonly hidden: boolean
}

/** Rows a statement: far below the 65,535 parameters that PostgreSQL takes. */
const PORTION = 500

/** Stores what was read and checked. */
export async function insertRows(
  { trx, keyring, signal }: ImportContext,
  job: JobRow,
  rows: readonly CheckedStaged[],
): Promise<void> {
  for (const portion of portions(rows, PORTION)) {
    const values = await mapInTurns(
      portion,
      row => ({ ...insertable(keyring, row), ...ownerOf(job) }),
      signal,
    )
    await trx.insertInto('import_row').values(values).execute()
  }
}

/** Stores what a new check found. */
export async function updateRows(
  { trx, keyring }: ImportContext,
  rows: readonly CheckedStaged[],
): Promise<void> {
  for (const row of rows) {
    const { id, ...values } = insertable(keyring, row)
    await trx
      .updateTable('import_row')
      .set(eb => ({ ...values, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  }
}

function ownerOf(job: JobRow) {
  return { job_id: job.id, account_id: job.account_id, org_path: job.org_path }
}

function insertable(keyring: Keyring, { staged, check, numberIndex }: CheckedStaged) {
  const { cells, cellFaults, hidden } = staged
  return {
    id: staged.id,
    number: staged.number,
    cells_sealed: seal(keyring, cellsContext(staged.id), JSON.stringify({ cells, cellFaults, hidden })),
    number_index: numberIndex,
    faults: JSON.stringify(check.faults),
    warnings: JSON.stringify(check.warnings),
    outcome: check.outcome,
    changed: [...check.changed],
  }
}

/** Rows of the import in the order of the file, one more than `page.limit`. */
export function listRows(
  trx: Trx,
  jobId: string,
  outcome: RowOutcome | undefined,
  { after, limit }: PageRequest,
): Promise<StoredRow[]> {
  return trx
    .selectFrom('import_row')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('number', '>', Number(after?.[0] ?? 0))
    .where('outcome', 'in', outcome === undefined ? ROW_OUTCOMES : [outcome])
    .orderBy('number')
    .limit(limit + 1)
    .execute()
}

export function findRow(trx: Trx, jobId: string, rowId: string): Promise<StoredRow | undefined> {
  return trx
    .selectFrom('import_row')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('id', '=', rowId)
    .executeTakeFirst()
}

/** Rows about the students with these indexes, in the order of the file. */
export function findRowsAbout(trx: Trx, jobId: string, indexes: readonly Buffer[]): Promise<StoredRow[]> {
  if (indexes.length === 0) return Promise.resolve([])
  return trx
    .selectFrom('import_row')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('number_index', 'in', indexes)
    .orderBy('number')
    .execute()
}

/** Every row of the import, a portion at a time, in the order of the file. */
export async function* eachStoredRow(trx: Trx, jobId: string): AsyncGenerator<StoredRow[]> {
  for (let after = 0; ;) {
    const rows = await listRows(trx, jobId, undefined, { after: [after], limit: PORTION })
    const last = rows.at(-1)
    if (!last) return
    yield rows
    after = last.number
  }
}

export function openRow(keyring: Keyring, { id, number, cells_sealed }: StoredRow): StagedRow {
  const content = JSON.parse(unseal(keyring, cellsContext(id), cells_sealed)) as Omit<
    StagedRow,
    'id' | 'number'
  >
  return { id, number, ...content }
}

export function rowReply(keyring: Keyring, row: StoredRow): ImportRow {
  const { id, number, faults, warnings, outcome, changed, version } = row
  return {
    id,
    number,
    cells: openRow(keyring, row).cells,
    faults: [...faults],
    warnings: [...warnings],
    outcome,
    changed,
    version,
  }
}

const cellsContext = (rowId: string) => ({ table: 'import_row', column: 'cells_sealed', rowId })
