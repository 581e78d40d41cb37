import type { AidCategory } from '@sunshine-aid/domain'
import type { ColumnType, Generated } from 'kysely'

export interface PolicySettingTable {
  id: Generated<string>
  seq: Generated<number>
  org_id: string
  org_path: string
  key: string
  /** jsonb: written as text; `null` where what stands above holds again. */
  value: ColumnType<unknown, string | null, never>
  valid_from: string
  grounds: string
  state: Generated<'proposed' | 'approved' | 'rejected' | 'withdrawn'>
  proposed_by: string
  proposed_by_name: string
  proposed_at: Date
  decided_by: string | null
  decided_by_name: string | null
  decided_at: Date | null
  remark: string | null
  effective_from: string | null
  version: Generated<number>
}

export interface SchoolCalendarTable {
  org_id: string
  org_path: string
  year: string
  version: number
  /** jsonb: written as text; `null` where what stands above holds again. */
  content: ColumnType<unknown, string | null, never>
  set_by: string
  set_by_name: string
  set_at: Date
}

export interface AidListChangeTable {
  org_id: string
  org_path: string
  item: string
  version: number
  category: AidCategory
  name: string
  provider: string | null
  hidden: boolean
  changed_by: string
  changed_by_name: string
  changed_at: Date
}

export interface AccountPreferenceTable {
  account_id: string
  tour_seen: Generated<boolean>
  shortcuts: Generated<boolean>
}

export interface PolicySettingCountedTable {
  setting_id: string
}

/** Tables of `0011_settings.sql`. */
export interface SettingTables {
  policy_setting: PolicySettingTable
  policy_setting_counted: PolicySettingCountedTable
  school_calendar: SchoolCalendarTable
  aid_list_change: AidListChangeTable
  account_preference: AccountPreferenceTable
}
