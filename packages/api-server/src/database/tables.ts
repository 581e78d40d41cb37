import type {
  AidCategory,
  AidServiceStatus,
  ApplicantKind,
  ApplicationCommand,
  ApplicationStatus,
  DeclineReason,
  DilemmaType,
  EnrolmentStatus,
  EpisodeStatus,
  GuardianRelation,
  HardshipLevel,
  MentorKind,
  ReasonCode,
  RecusalReason,
  Role,
  SchoolStage,
  Sex,
  VisitMode,
  z,
} from '@sunshine-aid/domain'
import type { ColumnType, Generated } from 'kysely'

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
  sample_slot: number
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
  visitor_id: string
  visitor_name: string
  recorded_at: Date
  sample_slot: number
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
  version: Generated<number>
}

export interface PanelMemberTable {
  application_id: string
  org_path: string
  account_id: string
  name: string
  recused: RecusalReason | null
  necessity: boolean | null
  feasibility: boolean | null
  grounds: string | null
  voted_at: Date | null
  version_seen: number | null
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
  panel: PanelTable
  panel_member: PanelMemberTable
  episode: EpisodeTable
  determination: DeterminationTable
  aid_service: AidServiceTable
  mentor: MentorTable
  pairing: PairingTable
  coverage_fact: CoverageFactTable
  coverage_counter: CoverageCounterTable
}
