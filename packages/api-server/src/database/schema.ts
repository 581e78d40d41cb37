import type { OrgKind, Role, SchoolStage, AREAS } from '@sunshine-aid/domain'
import type { Generated, Kysely, Transaction } from 'kysely'
import type { CoverageTables } from '../coverage/tables.ts'
import type { DelegationTables } from '../delegations/tables.ts'
import type { DeterminationTables } from '../determinations/tables.ts'
import type { EpisodeTables } from '../episodes/tables.ts'
import type { EvidenceTables } from '../evidence/tables.ts'
import type { ExportTables } from '../exports/tables.ts'
import type { ScreeningTables } from '../findings/tables.ts'
import type { ImportTables } from '../imports/tables.ts'
import type { MentorTables } from '../mentors/tables.ts'
import type { SettingTables } from '../settings/tables.ts'
import type { StudentTables } from '../students/tables.ts'
import type { SweepTables } from '../sweeps/tables.ts'
import type { VisitTables } from '../visits/tables.ts'
import type { WorklistTables } from '../worklist/tables.ts'
import type { RequestTables } from './tables.ts'

/**
 * Rows as `pg` gives them with the parsers of `connect.ts`: `date` is `YYYY-MM-DD`, `timestamptz` a `Date`,
 * `bigint` a `number`, `ltree` its text.
 */
export interface OrgTable {
  id: Generated<string>
  kind: OrgKind
  parent_id: string | null
  /** Labels of letters, digits and `_`, one a level: `cn32.cn3205.cn320585.<school>.<class>`. */
  path: string
  name: string
  division_code: string
  stage: SchoolStage | null
  area: (typeof AREAS)[number] | null
  policy_profile: string | null
  open: Generated<boolean>
}

export interface AccountTable {
  id: Generated<string>
  /** `sub` of the portal's token. */
  subject: string
  name: string
  status: Generated<'active' | 'disabled'>
  /** Raised by triggers with each change of rights. */
  rights_epoch: Generated<number>
  student_id: string | null
}

export interface RoleAssignmentTable {
  id: Generated<string>
  account_id: string
  role: Role
  org_id: string
  /** Filled by a trigger from `org`. */
  org_path: Generated<string>
  valid_from: string
  valid_until: string | null
  granted_by: string
  approved_by: string
}

export interface IdempotencyRecordTable {
  account_id: string
  endpoint: string
  key: string
  body_digest: Buffer
  status: number | null
  /** Sealed, see `crypto/seal.ts`. */
  reply: Buffer | null
  etag: string | null
  created_at: Date
}

export interface AuditEventTable {
  chain: string
  seq: number
  org_path: string
  at: Date
  account_id: string | null
  role: string | null
  action: string
  outcome: 'done' | 'denied'
  subject_kind: string
  subject_id: string | null
  count: number | null
  digest: Buffer | null
  request_id: string
  purpose: string | null
  prev: Buffer
  hash: Buffer
}

export interface AuditHeadTable {
  chain: string
  seq: number
  hash: Buffer
}

export interface AuditAnchorTable {
  n: number
  at: Date
  line: string
}

export interface SchemaMigrationTable {
  number: number
  name: string
  digest: Buffer
  applied_at: Generated<Date>
}

export interface BaseTables {
  org: OrgTable
  account: AccountTable
  role_assignment: RoleAssignmentTable
  idempotency_record: IdempotencyRecordTable
  audit_event: AuditEventTable
  audit_head: AuditHeadTable
  audit_anchor: AuditAnchorTable
  schema_migration: SchemaMigrationTable
}

export interface Database
  extends
    BaseTables,
    RequestTables,
    CoverageTables,
    DelegationTables,
    DeterminationTables,
    EpisodeTables,
    EvidenceTables,
    ExportTables,
    ScreeningTables,
    ImportTables,
    MentorTables,
    SettingTables,
    StudentTables,
    SweepTables,
    VisitTables,
    WorklistTables {}

/** A pool. Only start-up, tools and `inScope` hold one; handlers get a `Scoped` transaction. */
export type Db = Kysely<Database>
export type Trx = Transaction<Database>
