import type { Role, VisitMode, VisitPlanState } from '@sunshine-aid/domain'
import type { Generated } from 'kysely'
import type { OfStudent } from '../database/ofStudent.ts'

export interface HomeVisitTable extends OfStudent {
  id: Generated<string>
  application_id: string | null
  mode: VisitMode
  visited_on: string
  reached: boolean
  led_by_leader: boolean
  policy_explained: boolean
  companions: string | null
  record: string
  interview: Generated<string | null>
  visitor_id: string
  visitor_name: string
  recorded_at: Date
  sample_slot: number
  version: Generated<number>
}

export interface VisitPlanTable extends OfStudent {
  id: Generated<string>
  application_id: string | null
  assignee_id: string
  assignee_name: string
  assignee_role: Role
  planned_on: string
  mode: VisitMode
  partner: string | null
  note: string | null
  state: Generated<VisitPlanState>
  settled_on: string | null
  visit_id: string | null
  planned_by: string
  planned_by_name: string
  created_at: Date
  updated_at: Date
  version: Generated<number>
}

/** Tables of home visits. */
export interface VisitTables {
  home_visit: HomeVisitTable
  visit_plan: VisitPlanTable
}
