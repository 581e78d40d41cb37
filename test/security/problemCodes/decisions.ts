import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { sql } from 'kysely'
import { satBefore, votes } from './panelStates.ts'
import type { Way } from './way.ts'

const determine = { endpoint: 'determineApplication', by: 'schoolHead' } as const

const nameDelegate = { endpoint: 'nameDelegate', by: 'schoolHead' } as const

const helped = (trx: Trx) => trx.updateTable('episode').set({ status: 'active', ended_on: null }).execute()

export const DECISION_WAYS: readonly Way[] = [
  {
    code: 'decider_submitted',
    ...determine,
    given: (trx, { people }) =>
      trx.updateTable('application').set({ submitted_by: people.schoolHead }).execute(),
  },
  {
    code: 'decider_chaired',
    ...determine,
    given: async (trx, { people }) => {
      await trx.updateTable('panel').set({ chair_id: people.schoolHead }).execute()
      await trx
        .updateTable('panel_member')
        .set({ account_id: people.schoolHead })
        .where('name', '=', 'panelMember')
        .execute()
      // What is sealed for one seat opens in no other.
      await votes(() => true)(trx)
    },
  },
  {
    code: 'decider_recommended_alone',
    ...determine,
    given: async (trx, { people }) => {
      await trx
        .updateTable('panel_member')
        .set({ account_id: people.schoolHead })
        .where('name', '=', 'psychTeacher')
        .execute()
      await votes(name => name === 'psychTeacher')(trx)
    },
  },
  { code: 'not_a_crisis', endpoint: 'startProvisional', by: 'psychTeacher' },
  {
    code: 'provisional_already_given',
    endpoint: 'startProvisional',
    by: 'aidOfficer',
    given: trx => sql`update episode set expires_on = '2026-10-01'`.execute(trx),
  },
  {
    code: 'already_reconsidered',
    endpoint: 'askReconsideration',
    by: 'classTeacher',
    given: satBefore({ thirdMember: 'sat' }),
  },
  {
    code: 'delegate_not_eligible',
    ...nameDelegate,
    input: ({ people }) => ({ body: { delegateId: people.aidOfficer, until: '2026-10-31' } }),
  },
  {
    code: 'delegation_too_long',
    ...nameDelegate,
    input: ({ people }) => ({ body: { delegateId: people.psychTeacher, until: '2027-12-31' } }),
  },
  {
    code: 'already_delegated',
    ...nameDelegate,
    input: ({ people }) => ({ body: { delegateId: people.mentor, until: '2026-10-31' } }),
  },
  {
    code: 'delegation_over',
    endpoint: 'endDelegation',
    by: 'schoolHead',
    given: trx => sql`update delegation set ended_at = now(), ended_by_name = '—'`.execute(trx),
  },
  { code: 'service_not_open', endpoint: 'recordServiceStep', by: 'aidOfficer' },
  { code: 'service_of_others', endpoint: 'recordServiceStep', by: 'classTeacher', given: helped },
  {
    code: 'service_day_wrong',
    endpoint: 'recordServiceStep',
    by: 'aidOfficer',
    given: helped,
    input: { body: { status: 'started', on: '2026-10-13', note: null } },
  },
  { code: 'services_required', ...determine, input: { body: { services: [], remark: '' } } },
  {
    code: 'service_category_not_asked',
    ...determine,
    input: {
      body: {
        services: [{ category: 'psychSupport', provider: '心理室', content: '辅导', startsOn: '2026-10-19' }],
        remark: '',
      },
    },
  },
]
