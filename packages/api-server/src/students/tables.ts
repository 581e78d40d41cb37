import type { EnrolmentStatus, GuardianRelation, HardshipLevel, SchoolStage, Sex } from '@sunshine-aid/domain'
import type { Generated } from 'kysely'
import type { OfStudent } from '../database/ofStudent.ts'

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

/** Tables of needy students and their families. */
export interface StudentTables {
  student: StudentTable
  guardian: GuardianTable
  aid_history_line: AidHistoryLineTable
}
