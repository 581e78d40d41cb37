import type { ExportFault, ExportKind, ExportPurpose, ExportState, Role } from '@sunshine-aid/domain'
import type { Generated } from 'kysely'

export interface ExportJobTable {
  id: Generated<string>
  school_id: string
  org_path: string
  kind: ExportKind
  /** Expiry is a matter of the clock, so it is never stored. */
  state: Exclude<ExportState, 'expired'>
  purpose: ExportPurpose
  purpose_text_sealed: Buffer
  asked_by: string
  asked_by_name: string
  asked_as: Role
  asked_at: Date
  approved_by: string | null
  approved_by_name: string | null
  approved_at: Date | null
  ended_by: string | null
  ended_by_name: string | null
  fault: ExportFault | null
  rows_total: Generated<number>
  rows_done: Generated<number>
  ids_digest: Buffer | null
  working_since: Date | null
  attempts: Generated<number>
  ticket_hash: Buffer | null
  ticket_expires_at: Date | null
  taken_at: Date | null
  expires_at: Date
  version: Generated<number>
  updated_at: Date
}

export interface ExportPieceTable {
  job_id: string
  number: number
  org_path: string
  bytes_sealed: Buffer
}

/** Tables of migration `0007` for what goes out. */
export interface ExportTables {
  export_job: ExportJobTable
  export_piece: ExportPieceTable
}
