import {
  MAX_EVIDENCE_FILES,
  removalBlockers,
  type ApplicationStatus,
  type EvidenceFile,
} from '@sunshine-aid/domain'
import type { Insertable, Selectable } from 'kysely'
import type { Keyring } from '../crypto/keyring.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Trx } from '../database/schema.ts'
import type { EvidenceFileTable } from './tables.ts'

/** A file with what the rules have to know of it. */
export interface FileRow extends Selectable<EvidenceFileTable> {
  readonly submitted_since: boolean
}

function files(trx: Trx, applicationId: string) {
  return trx
    .selectFrom('evidence_file')
    .selectAll('evidence_file')
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('application_event as event')
            .select('event.id')
            .whereRef('event.application_id', '=', 'evidence_file.application_id')
            .where('event.command', '=', 'submit')
            .whereRef('event.at', '>=', 'evidence_file.added_at'),
        )
        .as('submitted_since'),
    )
    .where('application_id', '=', applicationId)
}

/** The files of a request in the order in which they were added, without their bytes. */
export async function listFiles(trx: Trx, applicationId: string): Promise<FileRow[]> {
  const rows = await files(trx, applicationId)
    .orderBy('added_at')
    .orderBy('id')
    .limit(MAX_EVIDENCE_FILES)
    .execute()
  return rows.map(withFlag)
}

export async function findFile(trx: Trx, applicationId: string, id: string): Promise<FileRow | undefined> {
  const row = await files(trx, applicationId).where('evidence_file.id', '=', id).executeTakeFirst()
  return row && withFlag(row)
}

function withFlag<T extends { submitted_since: unknown }>(row: T): T & { submitted_since: boolean } {
  return { ...row, submitted_since: Boolean(row.submitted_since) }
}

export async function countFiles(trx: Trx, applicationId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('evidence_file')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('application_id', '=', applicationId)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertFile(trx: Trx, row: Insertable<EvidenceFileTable>): Promise<void> {
  await trx.insertInto('evidence_file').values(row).execute()
}

/** What was frozen of a file in a decision: enough to know later whether it is the same one (D7). */
export async function evidenceShown(trx: Trx, applicationId: string) {
  const rows = await listFiles(trx, applicationId)
  return rows.map(({ id, kind, type, size_bytes, digest }) => ({
    id,
    kind,
    type,
    size: size_bytes,
    digest: digest.toString('hex'),
  }))
}

/** Who looks at a file, and in which state its request is. */
export interface Onlooker {
  readonly keyring: Keyring
  readonly accountId: string
  readonly status: ApplicationStatus
}

export function fileReply({ keyring, accountId, status }: Onlooker, row: FileRow): EvidenceFile {
  const facts = { addedBy: row.added_by, submittedSince: row.submitted_since }
  return {
    id: row.id,
    applicationId: row.application_id,
    kind: row.kind,
    name: row.name_sealed && unseal(keyring, nameContext(row.id), row.name_sealed),
    type: row.type,
    size: row.size_bytes,
    addedByName: row.added_by_name,
    addedAt: row.added_at.toISOString(),
    removable: removalBlockers({ status }, facts, { accountId }).length === 0,
    version: row.version,
  }
}

export function sealName(keyring: Keyring, fileId: string, name: string | null): Buffer | null {
  return name === null ? null : seal(keyring, nameContext(fileId), name)
}

const nameContext = (rowId: string) => ({ table: 'evidence_file', column: 'name_sealed', rowId })
