import type {
  AidCategory,
  AidServiceStatus,
  ApplicantKind,
  ApplicationCommand,
  ApplicationSource,
  ApplicationStatus,
  Attendance,
  DeclineReason,
  DilemmaType,
  EnrolmentStatus,
  EpisodeStatus,
  GuardianRelation,
  HardshipLevel,
  LeavingReason,
  LeftOut,
  MeetingStatus,
  MentorKind,
  ReasonCode,
  Role,
  SchoolStage,
  Sex,
  VisitMode,
  VisitPlanState,
  z,
} from '@sunshine-aid/domain'
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** Columns of every row about a child: the path of the child's class bounds it. */
interface OfStudent {
  student_id: string
  org_path: string
}

export interface StudentTable {
  id: Generated<string>
  org_path: string
  school_id: string
  class_id: string
  name: string
  sex: Sex
  stage: SchoolStage
  grade: string
  birth_date: string
  hardship_level: HardshipLevel
  recognised_on: string
  enrolment: Generated<EnrolmentStatus>
  id_number_sealed: Buffer
  id_number_index: Buffer
  address_sealed: Buffer | null
  version: Generated<number>
  created_at: Date
  updated_at: Date
}

export interface GuardianTable extends OfStudent {
  id: Generated<string>
  name: string
  relation: GuardianRelation
  phone_sealed: Buffer | null
  /** `null` where there is no phone. */
  phone_index: Generated<Buffer | null>
}

export interface AidHistoryLineTable extends OfStudent {
  id: Generated<string>
  project: string
  period: string
  amount_cents: number
  paid_on: string | null
  source: string
  generated_on: string
}

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

export interface EpisodeTable extends OfStudent {
  id: Generated<string>
  school_id: string
  application_id: string | null
  previous_id: string | null
  status: EpisodeStatus
  aid_categories: AidCategory[]
  started_on: string
  ended_on: string | null
  /** Last day of provisional support; kept when it ended, dropped when it was confirmed. */
  expires_on: string | null
  end_reason: string | null
  /** The words of `end_reason` on the day of the decision. */
  end_reason_text: string | null
  reviewed_on: string | null
  /** Without the reviews, which count as refreshes too. */
  refreshed_on: string | null
  review_base: GeneratedAlways<string>
  refresh_base: GeneratedAlways<string>
  /** jsonb: written as text, read as what it holds. */
  tapering_steps: ColumnType<unknown, string | null | undefined, string | null>
  tapering_ends_on: string | null
  version: Generated<number>
}

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

export interface MentorTable {
  id: Generated<string>
  account_id: string
  school_id: string
  org_path: string
  name: string
  kind: MentorKind
  expertise: AidCategory[]
  capacity: number
}

export interface PairingTable extends OfStudent {
  id: Generated<string>
  episode_id: string
  mentor_id: string
  mentor_account_id: string
  kind: MentorKind
  accepted_on: string | null
  ended_on: string | null
}

export interface CoverageFactTable extends OfStudent {
  period_id: string
  school_id: string
  class_id: string
  counted: boolean
  visited: boolean
  focus: boolean
  mentored: boolean
}

export interface CoverageCounterTable {
  school_id: string
  period_id: string
  org_path: string
  stage: SchoolStage
  counted: number
  visited: number
  focus: number
  mentored: number
}

/** Tables of the domain's own migrations, `0002` and later. */
export interface DomainTables {
  student: StudentTable
  guardian: GuardianTable
  aid_history_line: AidHistoryLineTable
  application: ApplicationTable
  application_event: ApplicationEventTable
  home_visit: HomeVisitTable
  visit_plan: VisitPlanTable
  panel: PanelTable
  panel_member: PanelMemberTable
  panel_opinion_unsealed: PanelOpinionUnsealedTable
  meeting: MeetingTable
  meeting_member: MeetingMemberTable
  meeting_case: MeetingCaseTable
  episode: EpisodeTable
  determination: DeterminationTable
  aid_service: AidServiceTable
  aid_service_event: AidServiceEventTable
  reconsideration: ReconsiderationTable
  earlier_seat: EarlierSeatTable
  delegation: DelegationTable
  mentor: MentorTable
  pairing: PairingTable
  coverage_fact: CoverageFactTable
  coverage_counter: CoverageCounterTable
}
