import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { sql } from 'kysely'
import type { Way } from './way.ts'

const exportState = (changes: string) => (trx: Trx) =>
  sql.raw(`update export_job set ${changes}`).execute(trx)

export const EXPORT_WAYS: readonly Way[] = [
  { code: 'export_own', endpoint: 'approveExport', by: 'aidOfficer', given: exportState("state = 'asked'") },
  {
    code: 'export_needs_head',
    endpoint: 'approveExport',
    by: 'aidOfficer',
    given: (trx, { people }) =>
      trx
        .updateTable('export_job')
        .set({ state: 'asked', asked_by: people.secondOfficer, approved_by: null })
        .execute(),
  },
  {
    code: 'export_not_ready',
    endpoint: 'issueExportTicket',
    by: 'aidOfficer',
    given: exportState("state = 'ended'"),
  },
  {
    code: 'export_taken',
    endpoint: 'issueExportTicket',
    by: 'aidOfficer',
    given: exportState("state = 'taken'"),
  },
  {
    code: 'export_expired',
    endpoint: 'issueExportTicket',
    by: 'aidOfficer',
    given: exportState("expires_at = '2026-10-01'"),
  },
  {
    code: 'ticket_invalid',
    endpoint: 'downloadExport',
    by: 'aidOfficer',
    given: exportState('ticket_hash = null'),
  },
]
