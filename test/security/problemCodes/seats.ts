import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import { sql } from 'kysely'
import type { World } from '../world/world.ts'
import { open, satBefore, voted } from './panelStates.ts'
import type { Way } from './way.ts'

const panelOf =
  (members: readonly (keyof World['people'])[], chair: keyof World['people'] = members[0]!) =>
  ({ people }: World): TestInput => ({
    body: { members: members.map(name => people[name]), chair: people[chair] },
  })

/** Whom a panel is made of. */
export const SEAT_WAYS: readonly Way[] = [
  { code: 'panel_missing', endpoint: 'addPanelMember', by: 'aidOfficer', stand: { status: 'underReview' } },
  { code: 'panel_already_convened', endpoint: 'convenePanel', by: 'aidOfficer', stand: open },
  {
    code: 'panel_closed',
    endpoint: 'addPanelMember',
    by: 'aidOfficer',
    stand: { status: 'underReview', panel: 'closed' },
  },
  { code: 'opinions_open', endpoint: 'addPanelMember', by: 'aidOfficer', stand: voted },
  { code: 'too_few_members', endpoint: 'convenePanel', by: 'aidOfficer', input: panelOf(['secondMember']) },
  {
    code: 'member_twice',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    input: panelOf(['secondMember', 'secondMember', 'thirdMember', 'spareMember']),
  },
  {
    code: 'member_not_eligible',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    input: panelOf(['secondMember', 'thirdMember', 'officerAway']),
  },
  {
    code: 'member_is_applicant',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    given: (trx, { people }) =>
      trx.updateTable('application').set({ entered_by: people.secondMember }).execute(),
    input: panelOf(['secondMember', 'thirdMember', 'spareMember']),
  },
  {
    code: 'panel_full',
    endpoint: 'addPanelMember',
    by: 'aidOfficer',
    given: (trx, { cases }) =>
      sql`insert into panel_member (application_id, org_path, account_id, name)
        select application_id, panel.org_path, account.id, account.name
        from panel, account where application_id = ${cases.mine.applicationId}
          and subject not in ('panelMember', 'psychTeacher', 'secondMember', 'spareMember')
        limit 12`.execute(trx),
  },
  {
    code: 'chair_not_member',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    input: panelOf(['secondMember', 'thirdMember', 'spareMember'], 'panelMember'),
  },
  {
    code: 'member_stepped_back',
    endpoint: 'addPanelMember',
    by: 'aidOfficer',
    given: satBefore({ spareMember: 'recused' }),
  },
  {
    code: 'chair_sat_before',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    given: satBefore({ secondMember: 'chair' }),
  },
  {
    code: 'too_many_sat_before',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    given: satBefore({ classTeacher: 'chair', secondMember: 'sat', thirdMember: 'sat', spareMember: 'sat' }),
  },
  {
    code: 'chair_is_head',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    // A head who was named to panels as well.
    given: (trx, { people }) =>
      trx
        .updateTable('role_assignment')
        .set({ account_id: people.schoolHead })
        .where('account_id', '=', people.spareMember)
        .execute(),
    input: panelOf(['schoolHead', 'secondMember', 'thirdMember']),
  },
  {
    code: 'member_is_own_teacher',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    // A class teacher who is on panels as well, where the province's work points hold.
    given: async (trx, { people }) => {
      await trx.updateTable('org').set({ policy_profile: 'jiangsu2024' }).execute()
      await trx
        .updateTable('application')
        .set({ entered_by: people.aidOfficer, submitted_by: people.aidOfficer })
        .execute()
      await trx
        .updateTable('role_assignment')
        .set({ account_id: people.classTeacher })
        .where('account_id', '=', people.thirdMember)
        .execute()
    },
    input: panelOf(['secondMember', 'schoolHead', 'classTeacher']),
  },
  {
    code: 'member_is_own_mentor',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    given: async (trx, { people }) => {
      await trx.updateTable('org').set({ policy_profile: 'taicang2024' }).execute()
      await trx
        .updateTable('application')
        .set({ entered_by: people.aidOfficer, submitted_by: people.aidOfficer })
        .execute()
      await trx.updateTable('pairing').set({ mentor_account_id: people.secondMember }).execute()
    },
    input: panelOf(['secondMember', 'schoolHead', 'classTeacher']),
  },
]
