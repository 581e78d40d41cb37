import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import type { World } from '../world/world.ts'
import type { Way } from './way.ts'

/** A meeting of the sample with something different in it. */
const agenda =
  (change: object) =>
  ({ people, cases }: World): TestInput => ({
    body: {
      title: '评议会',
      plannedAt: '2026-10-14T06:00:00.000Z',
      place: '会议室',
      online: false,
      chair: people.secondMember,
      members: [people.secondMember, people.thirdMember, people.spareMember],
      cases: [{ applicationId: cases.mine.applicationId, extra: [] }],
      ...change,
    },
  })

export const MEETING_WAYS: readonly Way[] = [
  { code: 'case_required', endpoint: 'conveneMeeting', by: 'aidOfficer', input: agenda({ cases: [] }) },
  {
    code: 'case_twice',
    endpoint: 'conveneMeeting',
    by: 'aidOfficer',
    input: world => {
      const one = { applicationId: world.cases.mine.applicationId, extra: [] }
      return agenda({ cases: [one, one] })(world)
    },
  },
  {
    code: 'title_names_student',
    endpoint: 'conveneMeeting',
    by: 'aidOfficer',
    given: trx => trx.updateTable('student').set({ name: '评议' }).execute(),
    input: agenda({}),
  },
  {
    code: 'meeting_in_past',
    endpoint: 'conveneMeeting',
    by: 'aidOfficer',
    input: agenda({ title: '例会', plannedAt: '2026-10-11T06:00:00.000Z' }),
  },
  {
    code: 'meeting_over',
    endpoint: 'holdMeeting',
    by: 'panelMember',
    given: trx =>
      trx
        .updateTable('meeting')
        .set({ status: 'held', ended_at: new Date(0) })
        .execute(),
  },
]
