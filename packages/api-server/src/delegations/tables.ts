import type { Generated } from 'kysely'

export interface DelegationTable {
  id: Generated<string>
  school_id: string
  org_path: string
  head_id: string
  head_name: string
  delegate_id: string
  delegate_name: string
  valid_from: string
  valid_until: string
  named_at: Date
  accepted_at: Date | null
  ended_at: Date | null
  ended_by_name: string | null
}

/** Table of heads and their delegates. */
export interface DelegationTables {
  delegation: DelegationTable
}
