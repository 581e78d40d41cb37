import type { AidCategory, AidServiceStatus, Role, z } from '@sunshine-aid/domain'
import type { ColumnType, Generated } from 'kysely'

export interface DeterminationTable {
  application_id: string
  org_path: string
  episode_id: string
  confirmed_by: string
  confirmed_by_name: string
  confirmed_at: Date
  remark: string
  /** jsonb: written as text, read as what it holds, never written again. */
  facts: ColumnType<unknown, string, never>
  facts_digest: string
  on_behalf_of_name: string | null
}

export interface AidServiceTable {
  id: Generated<string>
  episode_id: string
  org_path: string
  category: AidCategory
  provider: string
  content: string
  starts_on: string
  status: z.output<typeof AidServiceStatus>
}

/** What happened to an agreed service; never written again. */
export interface AidServiceEventTable {
  id: Generated<number>
  service_id: string
  episode_id: string
  org_path: string
  at: Date
  actor_id: string
  actor_name: string
  actor_role: Role
  status: z.output<typeof AidServiceStatus>
  happened_on: string
  note: string | null
}

/** Tables of what a school confirmed and agreed on. */
export interface DeterminationTables {
  determination: DeterminationTable
  aid_service: AidServiceTable
  aid_service_event: AidServiceEventTable
}
