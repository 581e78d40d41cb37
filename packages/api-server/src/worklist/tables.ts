import type { StuckReason } from '@sunshine-aid/domain'

export interface StuckCountTable {
  school_id: string
  org_path: string
  reason: StuckReason
  n: number
  counted_at: Date
}

/** Tables of migration `0012`. */
export interface WorklistTables {
  stuck_count: StuckCountTable
}
