import type { ExportKind, Permission } from '@sunshine-aid/domain'
import type { Trx } from '../database/schema.ts'
import type { Position } from '../http/paging.ts'
import type { WrittenCell, WrittenColumn } from '../spreadsheet/writtenSheet.ts'
import { sweepSheet } from '../sweeps/sweepSheet.ts'
import { episodeSheet, requestSheet } from './register.ts'

/** One row on its way out. */
export interface ExportRow {
  /** Of the record: what the audit counts. */
  readonly id: string
  /** Where the next page begins. */
  readonly position: Position
  readonly cells: readonly WrittenCell[]
}

/** A sheet that is read page by page, each page in a transaction of its own. */
export interface ExportSheet {
  readonly name: string
  readonly columns: readonly WrittenColumn[]
  count(trx: Trx, schoolId: string): Promise<number>
  /**
   * The next rows of the school, at most `limit`. In an order that no later change moves, so that none comes twice and
   * none is left out while people go on working; with an index that serves it.
   */
  page(trx: Trx, schoolId: string, after: Position | null, limit: number): Promise<ExportRow[]>
}

/** A workbook that may leave a school. */
export interface ExportSpec {
  /** What whoever asks must hold at the school, besides the right to ask. */
  readonly permission: Permission
  readonly sheets: readonly [ExportSheet, ...ExportSheet[]]
}

/** Every kind of workbook; ID numbers, phones and addresses are in none. */
export const exportKinds: Readonly<Record<ExportKind, ExportSpec>> = {
  register: { permission: 'application.read', sheets: [requestSheet, episodeSheet] },
  sweepList: { permission: 'sweep.read', sheets: [sweepSheet] },
}
