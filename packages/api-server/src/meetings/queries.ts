import type { Permission } from '@sunshine-aid/domain'
import {
  sql,
  type Expression,
  type ExpressionBuilder,
  type Insertable,
  type SqlBool,
  type Updateable,
} from 'kysely'
import { grants, reachableApplications } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Database, Trx } from '../database/schema.ts'
import type { MeetingCaseTable, MeetingMemberTable, MeetingTable } from '../database/tables.ts'
import type { PageRequest } from '../http/paging.ts'

type Meetings = ExpressionBuilder<Database, 'meeting'>

/**
 * The meetings that `permission` reaches for `principal`, as a condition of the query (trust rule 5): all of the
 * schools where the role is held, or those in which they sit. A cell of the auditor's sample holds no meeting.
 */
function reachableMeetings(principal: Principal, permission: Permission) {
  return (eb: Meetings): Expression<SqlBool> =>
    eb.or(
      grants(principal, permission).map(({ reach, assignment }) => {
        const here = eb('meeting.school_id', '=', assignment.orgId)
        if (reach === 'place') return here
        if (reach !== 'assigned') return eb.lit(false)
        return eb.and([here, eb('meeting.id', 'in', seats(eb, principal))])
      }),
    )
}

function seats(eb: Meetings, principal: Principal) {
  return eb
    .selectFrom('meeting_member')
    .select('meeting_member.meeting_id')
    .where('meeting_member.account_id', '=', principal.accountId)
}

const COLUMNS = [
  'meeting.id',
  'meeting.school_id',
  'meeting.org_path',
  'meeting.title',
  'meeting.planned_at',
  'meeting.place',
  'meeting.online',
  'meeting.status',
  'meeting.chair_id',
  'meeting.convened_by_name',
  'meeting.convened_at',
  'meeting.ended_at',
  'meeting.version',
] as const

export type MeetingRow = NonNullable<Awaited<ReturnType<typeof findMeeting>>>

/** A meeting within reach, with the name of its school. */
export function findMeeting(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return trx
    .selectFrom('meeting')
    .innerJoin('org as school', 'school.id', 'meeting.school_id')
    .select([...COLUMNS, 'school.name as school_name'])
    .where('meeting.id', '=', id)
    .where(reachableMeetings(principal, permission))
    .executeTakeFirst()
}

/** Locks a meeting within reach until the transaction ends. */
export function lockMeeting(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return trx
    .selectFrom('meeting')
    .select('id')
    .where('meeting.id', '=', id)
    .where(reachableMeetings(principal, permission))
    .forUpdate()
    .executeTakeFirst()
}

export type LineRow = Awaited<ReturnType<ReturnType<typeof selectMeetings>['execute']>>[number]

/** One row more than `page.limit`, as the pager wants it. */
export function selectMeetings(trx: Trx, principal: Principal, when: 'toCome' | 'over', page: PageRequest) {
  const order = when === 'toCome' ? 'asc' : 'desc'
  return trx
    .selectFrom('meeting')
    .select(COLUMNS)
    .where(reachableMeetings(principal, 'meeting.attend'))
    .where('meeting.status', when === 'toCome' ? '=' : '<>', 'planned')
    .where(eb => (page.after ? after(when, page.after) : eb.lit(true)))
    .orderBy('meeting.planned_at', order)
    .orderBy('meeting.id', order)
    .limit(page.limit + 1)
}

function after(when: 'toCome' | 'over', [at, id]: NonNullable<PageRequest['after']>): Expression<SqlBool> {
  return when === 'toCome'
    ? sql`(meeting.planned_at, meeting.id) > (${at}::timestamptz, ${id}::uuid)`
    : sql`(meeting.planned_at, meeting.id) < (${at}::timestamptz, ${id}::uuid)`
}

export interface CaseCounts {
  readonly cases: number
  readonly closed: number
  readonly to_vote: number
}

/** For each of `meetings`: how many cases, how many closed, and how many wait for the reader. */
export async function countCases(
  trx: Trx,
  { accountId }: Principal,
  meetings: readonly string[],
): Promise<ReadonlyMap<string, CaseCounts>> {
  if (meetings.length === 0) return new Map()
  const { rows } = await sql<CaseCounts & { id: string }>`
    select item.meeting_id as id, count(*) as cases,
      count(*) filter (where panel.status = 'closed') as closed,
      count(*) filter (where panel.status = 'voting' and application.status = 'underReview'
        and seat.recused is null and seat.account_id is not null and seat.voted_at is null) as to_vote
    from meeting_case item
    join application on application.id = item.application_id
    left join panel on panel.application_id = item.application_id and panel.meeting_id = item.meeting_id
    left join panel_member seat on seat.application_id = panel.application_id and seat.account_id = ${accountId}
    where item.meeting_id = any (${meetings}::uuid[])
    group by item.meeting_id`.execute(trx)
  return new Map(rows.map(row => [row.id, row]))
}

export type MemberRow = Awaited<ReturnType<typeof findMeetingMembers>>[number]

export function findMeetingMembers(trx: Trx, meetings: readonly string[]) {
  return trx
    .selectFrom('meeting_member')
    .select(['meeting_id', 'account_id', 'name', 'attendance'])
    .where('meeting_id', 'in', [...meetings, NONE])
    .orderBy('name')
    .orderBy('account_id')
    .execute()
}

/** An empty list is no SQL. */
const NONE = '00000000-0000-0000-0000-000000000000'

/** The agenda in its order, whoever may read which case. */
export function findAgenda(trx: Trx, meetingId: string) {
  return trx
    .selectFrom('meeting_case')
    .select(['application_id', 'position', 'left_out'])
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .execute()
}

export type AgendaRow = Awaited<ReturnType<typeof findAgenda>>[number]
export type AgendaCaseRow = Awaited<ReturnType<typeof findAgendaCases>>[number]

/** Those cases of an agenda whose panels the reader may read, with the panel where it is this meeting's. */
export function findAgendaCases(trx: Trx, principal: Principal, meetingId: string) {
  return trx
    .selectFrom('application')
    .innerJoin('meeting_case', 'meeting_case.application_id', 'application.id')
    .innerJoin('student', 'student.id', 'application.student_id')
    .innerJoin('org as class', 'class.id', 'application.class_id')
    .leftJoin('panel', join =>
      join
        .onRef('panel.application_id', '=', 'application.id')
        .onRef('panel.meeting_id', '=', 'meeting_case.meeting_id'),
    )
    .select([
      'application.id',
      'application.school_id',
      'student.name as student_name',
      'class.name as class_name',
      'application.aid_categories',
      'application.sudden_change',
      'application.status',
      'panel.status as panel_status',
      'panel.chair_id',
      'panel.opened_at',
      'panel.recommends',
    ])
    .where('meeting_case.meeting_id', '=', meetingId)
    .where(reachableApplications(principal, 'panel.read'))
    .execute()
}

/** Who sits on the panels of these requests, and how far they are; nothing of what they said. */
export function findSeats(trx: Trx, applications: readonly string[]) {
  return trx
    .selectFrom('panel_member')
    .select(['application_id', 'account_id', 'name', 'recused', 'voted_at'])
    .where('application_id', 'in', [...applications, NONE])
    .orderBy('name')
    .orderBy('account_id')
    .execute()
}

export type SeatRow = Awaited<ReturnType<typeof findSeats>>[number]

/** Requests of a school under review that have no panel; one row more than `page.limit`. */
export function selectWaiting(trx: Trx, principal: Principal, schoolId: string, page: PageRequest) {
  return trx
    .selectFrom('application')
    .innerJoin('student', 'student.id', 'application.student_id')
    .innerJoin('org as class', 'class.id', 'application.class_id')
    .select([
      'application.id',
      'application.student_id',
      'application.class_id',
      'application.entered_by',
      'application.submitted_by',
      'student.name as student_name',
      'class.name as class_name',
      'application.aid_categories',
      'application.sudden_change',
      'application.status_since',
    ])
    .where('application.school_id', '=', schoolId)
    .where('application.status', '=', 'underReview')
    .where(reachableApplications(principal, 'panel.convene'))
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('panel')
            .select('panel.application_id')
            .whereRef('panel.application_id', '=', 'application.id'),
        ),
      ),
    )
    .where(eb =>
      page.after
        ? sql<SqlBool>`(application.status_since, application.id) > (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`
        : eb.lit(true),
    )
    .orderBy('application.status_since')
    .orderBy('application.id')
    .limit(page.limit + 1)
    .execute()
}

export async function insertMeeting(
  trx: Trx,
  meeting: Insertable<MeetingTable>,
  members: readonly Insertable<MeetingMemberTable>[],
): Promise<void> {
  await trx.insertInto('meeting').values(meeting).execute()
  await trx.insertInto('meeting_member').values(members).execute()
}

export async function insertAgenda(trx: Trx, rows: readonly Insertable<MeetingCaseTable>[]): Promise<void> {
  await trx.insertInto('meeting_case').values(rows).execute()
}

export async function updateMeeting(
  trx: Trx,
  id: string,
  columns: Omit<Updateable<MeetingTable>, 'version'>,
): Promise<void> {
  await trx
    .updateTable('meeting')
    .set(eb => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function updateAttendance(
  trx: Trx,
  meetingId: string,
  accountId: string,
  attendance: MeetingMemberTable['attendance'],
): Promise<void> {
  await trx
    .updateTable('meeting_member')
    .set({ attendance })
    .where('meeting_id', '=', meetingId)
    .where('account_id', '=', accountId)
    .execute()
}
