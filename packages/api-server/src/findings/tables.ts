import type { ApplicationStatus, DuplicateVerdict, ReadingOutcome } from '@sunshine-aid/domain'
import type { ColumnType, Generated } from 'kysely'

export interface ScreeningCheckTable {
  id: Generated<number>
  application_id: string
  org_path: string
  checked_by: string
  checked_by_name: string
  checked_at: Date
  version_seen: number
  /** jsonb: written as text, read as what it holds, never written again. */
  duplicates: ColumnType<readonly DuplicateVerdict[], string, never>
  siblings: string[]
  requests_seen: number
  episodes_seen: number
}

export interface ElapsedCountTable {
  school_id: string
  org_path: string
  month: string
  status: ApplicationStatus
  half_days: number
  n: number
}

export interface FileSeenTable {
  account_id: string
  day: string
  subject_id: string
}

export interface ReadsPerDayTable {
  id: Generated<string>
  account_id: string
  day: string
  school_id: string
  org_path: string
  files: number
  listed: number
  outcome: ReadingOutcome | null
  closed_by: string | null
  closed_by_name: string | null
  closed_at: Date | null
}

/** Tables of migration `0010`. */
export interface ScreeningTables {
  screening_check: ScreeningCheckTable
  elapsed_count: ElapsedCountTable
  file_seen: FileSeenTable
  reads_per_day: ReadsPerDayTable
}
