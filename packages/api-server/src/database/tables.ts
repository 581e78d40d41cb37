import type {
  AidCategory,
  ApplicantKind,
  ApplicationCommand,
  ApplicationSource,
  ApplicationStatus,
  Attendance,
  DeclineReason,
  DilemmaType,
  GuardianRelation,
  LeavingReason,
  LeftOut,
  MeetingStatus,
  ReasonCode,
  Role,
  SchoolStage,
} from '@sunshine-aid/domain'
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { OfStudent } from './ofStudent.ts'

export interface ApplicationTable extends OfStudent {
  id: Generated<string>
  school_id: string
  class_id: string
  stage: SchoolStage
  status: ApplicationStatus
  status_since: Date
  applicant_kind: ApplicantKind
  relation: GuardianRelation | null
  consent_given: boolean
  dilemma_types: DilemmaType[]
  reason_codes: ReasonCode[]
  aid_categories: AidCategory[]
  facts_and_reasons: string
  diagnosis_sealed: Buffer | null
  sudden_change: boolean
  sensitive_applicant: 'notConcerned' | 'verified' | null
  sensitive_note: string | null
  entered_by: string
  entered_by_name: string
  entered_as: Role
  submitted_by: string | null
  submitted_at: Date | null
  next_role: Role | null
  next_accounts: Generated<string[]>
  /** `null` where it is `status_since`. */
  next_since: Date | null
  /** Until when the next step is to be done (`stepDue`); `null` once it is finished. */
  due_at: Generated<Date | null>
  sample_slot: number
  /** It began as the proposal of a sweep. */
  proposed: Generated<boolean>
  source: GeneratedAlways<ApplicationSource>
  version: Generated<number>
  created_at: Date
  updated_at: Date
}

export interface ApplicationEventTable {
  id: Generated<number>
  application_id: string
  org_path: string
  at: Date
  actor_id: string
  actor_name: string
  actor_role: Role
  command: ApplicationCommand
  from_status: ApplicationStatus | null
  to_status: ApplicationStatus
  reason_code: string | null
  text: string | null
  /** What was committed to in this step: the commitment of a sealed opinion. */
  digest: Buffer | null
  /** Name of the head in whose stead a delegate acted. */
  on_behalf_of_name: string | null
}

export interface PanelTable {
  application_id: string
  org_path: string
  status: 'voting' | 'closed'
  chair_id: string
  convened_by: string
  convened_by_name: string
  convened_at: Date
  closed_at: Date | null
  recommends: boolean | null
  decline_reason: DeclineReason | null
  opened_at: Date | null
  meeting_id: string | null
  version: Generated<number>
}

export interface PanelMemberTable {
  application_id: string
  org_path: string
  account_id: string
  name: string
  recused: LeavingReason | null
  recusal_words: string | null
  /** The opinion, its salt and padding; sealed for the seat, see `panels/sealedOpinion.ts`. */
  opinion_sealed: Buffer | null
  commitment: Buffer | null
  voted_at: Date | null
  version_seen: number | null
}

/** Opinions from before they were sealed, until the next start of the program. */
export interface PanelOpinionUnsealedTable {
  application_id: string
  account_id: string
  necessity: boolean
  feasibility: boolean
  grounds: string
}

export interface MeetingTable {
  id: Generated<string>
  school_id: string
  org_path: string
  title: string
  planned_at: Date
  place: string
  online: boolean
  status: MeetingStatus
  chair_id: string
  convened_by: string
  convened_by_name: string
  convened_at: Date
  ended_at: Date | null
  version: Generated<number>
}

export interface MeetingMemberTable {
  meeting_id: string
  org_path: string
  account_id: string
  name: string
  attendance: Attendance | null
}

export interface MeetingCaseTable {
  application_id: string
  meeting_id: string
  org_path: string
  position: number
  /** jsonb: written as text, never written again. */
  left_out: ColumnType<LeftOut[], string, never>
}

export interface ReconsiderationTable {
  application_id: string
  org_path: string
  asked_by: string
  asked_by_name: string
  asked_at: Date
  new_facts: string
  /** The closed panel as its readers saw it, opinions included. */
  panel_sealed: Buffer
  /** Its seats as they were stored, opinions sealed: jsonb. */
  seats: ColumnType<unknown, string, never>
}

/** Who sat on the panel before a reconsideration. */
export interface EarlierSeatTable {
  application_id: string
  org_path: string
  account_id: string
  chair: boolean
  recused: boolean
}

/** Tables of requests and of their collective review. */
export interface RequestTables {
  application: ApplicationTable
  application_event: ApplicationEventTable
  panel: PanelTable
  panel_member: PanelMemberTable
  panel_opinion_unsealed: PanelOpinionUnsealedTable
  meeting: MeetingTable
  meeting_member: MeetingMemberTable
  meeting_case: MeetingCaseTable
  reconsideration: ReconsiderationTable
  earlier_seat: EarlierSeatTable
}
