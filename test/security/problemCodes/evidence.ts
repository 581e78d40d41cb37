import type { ProblemCode } from '@sunshine-aid/api-contract'
import { aJpeg, anOffice, aPdf, aPng } from '@sunshine-aid/api-server/src/evidence/testing/files.ts'
import { sql } from 'kysely'
import type { Way } from './way.ts'

const upload = (code: ProblemCode, body: Buffer): Way => ({
  code,
  endpoint: 'addEvidence',
  by: 'classTeacher',
  input: { body },
})

/** What the scanner of the test takes for a virus. */
export const INFECTED = Buffer.from('a harmless stand-in for a virus')

export const EVIDENCE_WAYS: readonly Way[] = [
  upload('file_not_allowed', Buffer.from('hello')),
  upload('file_damaged', Buffer.alloc(0)),
  upload('file_has_macros', anOffice('docx', { 'word/vbaProject.bin': 'x' })),
  upload('file_locked', aPdf({ trailer: '/Encrypt 9 0 R' })),
  upload('file_too_large_inside', aPng({ width: 50_000, height: 50_000 })),
  upload('file_not_pure', aJpeg({ behind: Buffer.from('<html>') })),
  upload('file_infected', INFECTED),
  {
    code: 'evidence_full',
    endpoint: 'addEvidence',
    by: 'classTeacher',
    given: trx =>
      sql`insert into evidence_file (application_id, student_id, org_path, kind, type, size_bytes, digest, added_by,
          added_by_name, added_at)
        select application_id, student_id, org_path, kind, type, size_bytes, digest, added_by, added_by_name, added_at
        from evidence_file, generate_series(1, 10)`.execute(trx),
  },
  {
    code: 'evidence_settled',
    endpoint: 'removeEvidence',
    by: 'classTeacher',
    stand: { status: 'submitted' },
  },
]
