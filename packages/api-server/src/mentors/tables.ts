import type { AidCategory, MentorKind } from '@sunshine-aid/domain'
import type { Generated } from 'kysely'
import type { OfStudent } from '../database/ofStudent.ts'

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

/** Tables of mentors and of whom they guide. */
export interface MentorTables {
  mentor: MentorTable
  pairing: PairingTable
}
