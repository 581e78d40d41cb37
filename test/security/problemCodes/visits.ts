import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import type { World } from '../world/world.ts'
import type { Way } from './way.ts'

const visit = (changes: object): TestInput => ({
  body: {
    mode: 'onSite',
    visitedOn: '2026-10-12',
    reached: true,
    ledByLeader: false,
    policyExplained: true,
    companions: null,
    record: '家访记录',
    interview: null,
    ...changes,
  },
})

const plan =
  ({
    assignee = 'classTeacher',
    plannedOn = '2026-10-14',
  }: {
    assignee?: keyof World['people']
    plannedOn?: string
  }) =>
  ({ people }: World): TestInput => ({
    body: { assignee: people[assignee], plannedOn, mode: 'onSite', partner: null, note: null },
  })

export const VISIT_WAYS: readonly Way[] = [
  {
    code: 'visit_mode_not_allowed',
    endpoint: 'recordVisit',
    by: 'aidOfficer',
    input: visit({ mode: 'online' }),
  },
  {
    code: 'visit_in_future',
    endpoint: 'recordVisit',
    by: 'aidOfficer',
    input: visit({ visitedOn: '2026-10-13' }),
  },
  {
    code: 'visit_too_old',
    endpoint: 'recordVisit',
    by: 'aidOfficer',
    input: visit({ visitedOn: '2026-08-31' }),
  },
  {
    code: 'visit_partner_required',
    endpoint: 'recordVisit',
    by: 'aidOfficer',
    given: trx => trx.updateTable('student').set({ stage: 'vocational' }).execute(),
    input: visit({ mode: 'joint' }),
  },
  {
    code: 'visit_request_closed',
    endpoint: 'recordVisit',
    by: 'aidOfficer',
    stand: { status: 'withdrawn' },
    input: ({ cases }) => visit({ applicationId: cases.mine.applicationId }),
  },
  {
    code: 'visit_plan_in_past',
    endpoint: 'planVisit',
    by: 'aidOfficer',
    input: plan({ plannedOn: '2026-10-11' }),
  },
  {
    code: 'visitor_not_eligible',
    endpoint: 'planVisit',
    by: 'aidOfficer',
    input: plan({ assignee: 'panelMember' }),
  },
  { code: 'visit_already_planned', endpoint: 'planVisit', by: 'aidOfficer' },
  {
    code: 'visit_plan_settled',
    endpoint: 'cancelVisitPlan',
    by: 'aidOfficer',
    given: trx =>
      trx.updateTable('visit_plan').set({ state: 'cancelled', settled_on: '2026-10-12' }).execute(),
  },
]
