import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import type { OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import type { People } from './people.ts'
import { SCHOOL_OF, type Scope } from './places.ts'
import { SEATS } from './requests.ts'

/** The planned meeting of a scope, made anew: its members are those who sit on the panel of the scope's request. */
export async function arrangeMeeting(
  trx: Trx,
  tree: OrgTree,
  people: People,
  scope: Scope,
  { meetingId, applicationId }: { readonly meetingId: string; readonly applicationId: string },
  now: Date,
): Promise<void> {
  const { id: school_id, path: org_path } = tree[SCHOOL_OF[scope]]
  const [chair] = SEATS[scope]
  await trx.deleteFrom('meeting').where('id', '=', meetingId).execute()
  await trx
    .insertInto('meeting')
    .values({
      id: meetingId,
      school_id,
      org_path,
      title: '评议会',
      planned_at: new Date(now.getTime() + 86_400_000),
      place: '会议室',
      online: false,
      status: 'planned',
      chair_id: people[chair ?? 'secondMember'],
      convened_by: people.aidOfficer,
      convened_by_name: '某老师',
      convened_at: now,
      ended_at: null,
    })
    .execute()
  const seats = SEATS[scope].map(name => ({
    meeting_id: meetingId,
    org_path,
    account_id: people[name],
    name,
    attendance: null,
  }))
  await trx.insertInto('meeting_member').values(seats).execute()
  const { org_path: casePath } = await trx
    .selectFrom('application')
    .select('org_path')
    .where('id', '=', applicationId)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('meeting_case')
    .values({
      meeting_id: meetingId,
      application_id: applicationId,
      org_path: casePath,
      position: 1,
      left_out: '[]',
    })
    .execute()
  await trx
    .updateTable('panel')
    .set({ meeting_id: meetingId })
    .where('application_id', '=', applicationId)
    .execute()
}
