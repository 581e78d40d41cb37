import { sql } from 'kysely'
import type { Way } from './way.ts'

export const IMPORT_WAYS: readonly Way[] = [
  {
    code: 'import_not_ready',
    endpoint: 'listImportRows',
    by: 'aidOfficer',
    given: trx => sql`update import_job set state = 'refused'`.execute(trx),
  },
  {
    code: 'import_has_faults',
    endpoint: 'confirmImport',
    by: 'aidOfficer',
    given: trx => sql`update import_job set faulty_rows = 1`.execute(trx),
  },
  {
    code: 'import_expired',
    endpoint: 'listImportRows',
    by: 'aidOfficer',
    given: trx => sql`update import_job set expires_at = '2026-10-01'`.execute(trx),
  },
]
