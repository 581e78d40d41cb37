import type { EvidenceKind, EvidenceType } from '@sunshine-aid/domain'
import type { Generated } from 'kysely'

export interface EvidenceFileTable {
  id: Generated<string>
  application_id: string
  student_id: string
  org_path: string
  kind: EvidenceKind
  type: EvidenceType
  size_bytes: number
  digest: Buffer
  name_sealed: Buffer | null
  added_by: string
  added_by_name: string
  added_at: Date
  version: Generated<number>
}

export interface EvidencePieceTable {
  file_id: string
  number: number
  student_id: string
  org_path: string
  bytes_sealed: Buffer
}

/** Tables of migration `0007` for what comes in. */
export interface EvidenceTables {
  evidence_file: EvidenceFileTable
  evidence_piece: EvidencePieceTable
}
