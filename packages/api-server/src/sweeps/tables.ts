import type {
  Area,
  DilemmaType,
  DismissalReason,
  PolicyProfileId,
  ProposalKind,
  ProposalState,
  ProposedReason,
  SchoolStage,
  Sex,
  Sign,
  SignCode,
} from '@sunshine-aid/domain'
import type { ColumnType, Generated } from 'kysely'

/** `jsonb`: read as the value, written as its text. */
type Json<T> = ColumnType<T, string, never>

export interface StudentSignTable {
  student_id: string
  org_path: string
  code: SignCode
  source: 'list' | 'results'
  /** '' for what holds until it is taken back. */
  period: string
  amount: number | null
  observed_on: string
}

export interface SweepTable {
  id: Generated<string>
  school_id: string
  org_path: string
  policy_id: PolicyProfileId
  started_by: string
  started_by_name: string
  started_at: Date
  students: number
}

export interface SweepProposalTable {
  id: Generated<string>
  sweep_id: string
  student_id: string
  org_path: string
  position: number
  kind: ProposalKind
  dilemmas: DilemmaType[]
  reasons: Json<ProposedReason[]>
  supporting: Json<Sign[]>
  fact_keys: string[]
  state: Generated<ProposalState>
  due_on: string | null
  decided_by: string | null
  decided_by_name: string | null
  decided_at: Date | null
  dismissal_reason: DismissalReason | null
  dismissal_note: string | null
  application_id: string | null
  version: Generated<number>
}

export interface SweepCounterTable {
  sweep_id: string
  sex: Sex
  org_path: string
  stage: SchoolStage
  area: Area | null
  latest: boolean
  students: number
  proposed: number
  accepted: Generated<number>
}

export interface ResultsFeedTable {
  id: Generated<string>
  account_id: string
  school_id: string
  org_path: string
  period: string
  state: 'ready' | 'confirmed'
  matched: number
  unmatched: number
  faulty: number
  remarks: ColumnType<unknown, string, string>
  rows_sealed: Buffer | null
  version: Generated<number>
  created_at: Date
  expires_at: Date
}

/** Tables of migration `0006`. */
export interface SweepTables {
  student_sign: StudentSignTable
  sweep: SweepTable
  sweep_proposal: SweepProposalTable
  sweep_counter: SweepCounterTable
  results_feed: ResultsFeedTable
}
