import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { sql } from 'kysely'
import type { Way } from './way.ts'

const proposal = (changes: string) => (trx: Trx) =>
  sql.raw(`update sweep_proposal set ${changes}`).execute(trx)

export const SWEEP_WAYS: readonly Way[] = [
  {
    code: 'confirmation_missing',
    endpoint: 'acceptSweepProposal',
    by: 'aidOfficer',
    given: proposal("kind = 'withoutApplication'"),
  },
  {
    code: 'dismissal_note_required',
    endpoint: 'dismissSweepProposal',
    by: 'aidOfficer',
    input: { body: { reason: 'other', note: '' } },
  },
  {
    code: 'proposal_decided',
    endpoint: 'dismissSweepProposal',
    by: 'aidOfficer',
    given: proposal("state = 'superseded'"),
  },
]
