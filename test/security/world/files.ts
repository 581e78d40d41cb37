import { createHash } from 'node:crypto'
import type { Keyring } from '@sunshine-aid/api-server/src/crypto/keyring.ts'
import { seal } from '@sunshine-aid/api-server/src/crypto/seal.ts'
import { sm3 } from '@sunshine-aid/api-server/src/crypto/sm3.ts'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { storePieces } from '@sunshine-aid/api-server/src/evidence/pieces.ts'
import { aPng } from '@sunshine-aid/api-server/src/evidence/testing/files.ts'
import type { OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import { OFFICER_OF, type People } from './people.ts'
import { CLASS_OF, SCHOOL_OF, type Scope } from './places.ts'
import type { Case } from './world.ts'

/** The ticket for the finished workbook of every scope. */
export const TICKET = 'ticket-for-the-one-download-of-this-workbook'

/** A file on the request of a scope, and a workbook of its school that an officer asked for and may take. */
export async function arrangeFiles(
  trx: Trx,
  keyring: Keyring,
  tree: OrgTree,
  people: People,
  scope: Scope,
  { studentId, applicationId, evidenceId, exportId }: Case,
  now: Date,
): Promise<void> {
  const holder = { id: evidenceId, student_id: studentId, org_path: tree[CLASS_OF[scope]].path }
  const bytes = aPng()
  await trx
    .insertInto('evidence_file')
    .values({
      ...holder,
      application_id: applicationId,
      kind: 'photo',
      type: 'png',
      size_bytes: bytes.length,
      digest: sm3(bytes),
      name_sealed: null,
      added_by: people.classTeacher,
      added_by_name: '某老师',
      added_at: now,
    })
    .execute()
  await storePieces(trx, keyring, holder, bytes)
  await trx.deleteFrom('export_job').where('id', '=', exportId).execute()
  const school = tree[SCHOOL_OF[scope]]
  const context = { table: 'export_job', column: 'purpose_text_sealed', rowId: exportId }
  await trx
    .insertInto('export_job')
    .values({
      id: exportId,
      school_id: school.id,
      org_path: school.path,
      kind: 'register',
      state: 'ready',
      purpose: 'inspection',
      purpose_text_sealed: seal(keyring, context, '迎接检查'),
      asked_by: people[OFFICER_OF[scope]],
      asked_by_name: '某老师',
      asked_as: 'aidOfficer',
      asked_at: now,
      approved_by: people.schoolHead,
      approved_by_name: '某校长',
      approved_at: now,
      ids_digest: sm3(Buffer.from('')),
      ticket_hash: createHash('sm3').update(TICKET).digest(),
      ticket_expires_at: new Date(now.getTime() + 300_000),
      expires_at: new Date(now.getTime() + 72 * 3_600_000),
      updated_at: now,
    })
    .execute()
}
