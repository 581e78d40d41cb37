import { chinaMinute } from './chinaMinute.ts'
import type { Trx } from '../database/schema.ts'
import { idDigest, type AuditList } from '../http/auditNote.ts'
import type { Position } from '../http/paging.ts'
import type { WrittenRow, WrittenSheet } from '../spreadsheet/writtenSheet.ts'
import type { JobRow } from './jobs.ts'
import type { ExportRow, ExportSheet, ExportSpec } from './kinds.ts'

/** Rows of one transaction: some milliseconds of reading, some hundred kilobytes of memory. */
const PAGE_ROWS = 500

/** Counts the records that go into a file, and digests their ids in their order. */
export interface RowCounter {
  add(id: string): void
  count(): number
  list(): AuditList
}

export function rowCounter(): RowCounter {
  const digest = idDigest()
  let count = 0
  return {
    add(id) {
      digest.add(id)
      count += 1
    },
    count: () => count,
    list: () => ({ count, digest: digest.end() }),
  }
}

export async function countRows(trx: Trx, { sheets }: ExportSpec, schoolId: string): Promise<number> {
  let total = 0
  for (const sheet of sheets) total += await sheet.count(trx, schoolId)
  return total
}

/** Reads one page in a transaction of its own. */
type ReadPage = (page: (trx: Trx) => Promise<ExportRow[]>) => Promise<ExportRow[]>

/** The sheets of a job as they are written: rows are read when they are asked for, and each sheet says whose it is. */
export function writtenSheets(
  job: JobRow,
  { sheets: [first, ...others] }: ExportSpec,
  counter: RowCounter,
  read: ReadPage,
): [WrittenSheet, ...WrittenSheet[]] {
  const written = (sheet: ExportSheet): WrittenSheet => ({
    name: sheet.name,
    columns: sheet.columns,
    rows: rowsOf(sheet, job.school_id, counter, read),
    watermark: watermarkOf(job),
  })
  return [written(first), ...others.map(written)]
}

async function* rowsOf(
  sheet: ExportSheet,
  schoolId: string,
  counter: RowCounter,
  read: ReadPage,
): AsyncGenerator<WrittenRow> {
  let after: Position | null = null
  for (;;) {
    const from: Position | null = after
    const rows: ExportRow[] = await read(trx => sheet.page(trx, schoolId, from, PAGE_ROWS))
    for (const { id, cells } of rows) {
      counter.add(id)
      yield { cells }
    }
    after = rows.at(-1)?.position ?? null
    if (after === null) return
  }
}

/** Who is answerable for the sheet: it goes with every copy. */
function watermarkOf({ id, asked_by_name, approved_by_name, asked_at }: JobRow): string {
  return `导出 ${asked_by_name} · 批准 ${approved_by_name ?? ''} · ${chinaMinute(asked_at)} · 编号 ${id} · 内部资料，用后销毁`
}
