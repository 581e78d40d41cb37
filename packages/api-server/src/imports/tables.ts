import type { ImportColumn, RowFault, RowOutcome, RowWarning, WorkbookFault } from '@sunshine-aid/domain'
import type { ColumnType, Generated } from 'kysely'

/** `jsonb`: read as the value, written as its text. */
type Json<T> = ColumnType<T, string, string>

interface OfAccount {
  account_id: string
  org_path: string
}

export interface ImportJobTable extends OfAccount {
  id: Generated<string>
  school_id: string
  state: 'reading' | 'refused' | 'ready' | 'confirmed'
  fault: WorkbookFault | null
  fault_columns: Generated<ImportColumn[]>
  rows_read: Generated<number>
  new_rows: Generated<number>
  changed_rows: Generated<number>
  unchanged_rows: Generated<number>
  faulty_rows: Generated<number>
  warned_rows: Generated<number>
  titles_sealed: Buffer | null
  reading_since: Date | null
  attempts: Generated<number>
  version: Generated<number>
  created_at: Date
  updated_at: Date
  expires_at: Date
}

export interface ImportPieceTable extends OfAccount {
  job_id: string
  number: number
  bytes_sealed: Buffer
}

export interface ImportRowTable extends OfAccount {
  id: string
  job_id: string
  number: number
  cells_sealed: Buffer
  number_index: Buffer | null
  faults: Json<readonly RowFault[]>
  warnings: Json<readonly RowWarning[]>
  outcome: RowOutcome
  changed: ImportColumn[]
  version: Generated<number>
}

/** Tables of migration `0003`. */
export interface ImportTables {
  import_job: ImportJobTable
  import_piece: ImportPieceTable
  import_row: ImportRowTable
}
