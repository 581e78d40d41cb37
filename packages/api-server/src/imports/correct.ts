import { notFound } from '@sunshine-aid/api-contract'
import type { ImportCells, ImportColumn } from '@sunshine-aid/domain'
import { idNumberKey } from '@sunshine-aid/domain'
import { requireVersion } from '../http/preconditions.ts'
import { checkRows } from './check.ts'
import { idNumberIndex, type ImportContext } from './context.ts'
import { recount, type JobRow } from './jobs.ts'
import {
  findRow,
  findRowsAbout,
  openRow,
  rowReply,
  updateRows,
  type StagedRow,
  type StoredRow,
} from './rows.ts'

export interface Correction {
  readonly rowId: string
  readonly cells: ImportCells
  readonly expectedVersion: number
}

/** Corrects cells of one row of a locked import; every row about the same student is checked again with it. */
export async function correct(
  context: ImportContext,
  job: JobRow,
  { rowId, cells, expectedVersion }: Correction,
  path: string,
): Promise<StoredRow> {
  const { trx, keyring } = context
  const stored = await findRow(trx, job.id, rowId)
  if (!stored) throw notFound(path)
  requireVersion(rowReply(keyring, stored), expectedVersion)
  const corrected = withCells(openRow(keyring, stored), cells)
  const others = await rowsBeside(context, job.id, stored, corrected)
  const rows = [...others, corrected].sort((a, b) => a.number - b.number)
  await updateRows(context, await checkRows(context, rows))
  await recount(context, job.id)
  return (await findRow(trx, job.id, rowId)) ?? stored
}

/** What somebody typed here has no fault from the file any more. */
function withCells(row: StagedRow, cells: ImportCells): StagedRow {
  const kept = Object.entries(row.cellFaults).filter(
    ([column]) => cells[column as ImportColumn] === undefined,
  )
  return { ...row, cells: { ...row.cells, ...cells }, cellFaults: Object.fromEntries(kept) }
}

/** The other rows about the student whom the row named before, and about the one whom it names now. */
async function rowsBeside(
  { trx, keyring }: ImportContext,
  jobId: string,
  before: StoredRow,
  corrected: StagedRow,
): Promise<StagedRow[]> {
  const key = idNumberKey(corrected.cells)
  const now = key === '' ? [] : [idNumberIndex(keyring, key)]
  const indexes = before.number_index ? [before.number_index, ...now] : now
  const rows = await findRowsAbout(trx, jobId, indexes)
  return rows.filter(({ id }) => id !== before.id).map(row => openRow(keyring, row))
}
