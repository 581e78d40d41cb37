import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { sql } from 'kysely'
import { open, votes } from './panelStates.ts'
import type { Way } from './way.ts'

const seat = (changes: string) => (trx: Trx) => sql.raw(`update panel_member set ${changes}`).execute(trx)

/** What its members do, and how a panel closes. */
export const OPINION_WAYS: readonly Way[] = [
  { code: 'recused', endpoint: 'giveOpinion', by: 'panelMember', given: seat("recused = 'relative'") },
  {
    code: 'already_recused',
    endpoint: 'recuseMember',
    by: 'panelMember',
    given: seat("recused = 'relative'"),
  },
  {
    code: 'already_voted',
    endpoint: 'giveOpinion',
    by: 'panelMember',
    given: seat("voted_at = now() where name = 'panelMember'"),
  },
  { code: 'member_not_gone', endpoint: 'releaseMember', by: 'aidOfficer' },
  { code: 'not_the_chair', endpoint: 'closePanel', by: 'psychTeacher' },
  {
    code: 'quorum_missing',
    endpoint: 'closePanel',
    by: 'panelMember',
    given: seat("recused = 'relative' where name <> 'panelMember'"),
  },
  { code: 'opinion_missing', endpoint: 'closePanel', by: 'panelMember', stand: open },
  {
    code: 'decline_reason_required',
    endpoint: 'closePanel',
    by: 'panelMember',
    given: votes(() => false),
  },
]
