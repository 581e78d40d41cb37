import {
  Attendance,
  CaseMinutes,
  internal,
  listOf,
  MAX_AGENDA,
  Meeting,
  MeetingId,
  MeetingLine,
  MeetingPlan,
  NewMeeting,
  optional,
  OrgId,
  record,
  WaitingCase,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { CONVENING } from './panelProblems.ts'

const tag = 'meetings'
const params = record({ id: MeetingId })
const school = record({ id: OrgId })

/** What an agenda is put together from; says beforehand who is too close to which case (D6, AD-11). */
export const listWaitingCases = endpoint({
  method: 'GET',
  path: '/schools/:id/waiting-cases',
  id: 'listWaitingCases',
  tag,
  summary: 'Requests under review that no panel has been convened for, the longest-waiting first',
  access: { permission: 'panel.convene', audit: 'list' },
  params: school,
  query: record({ ...pageQuery }),
  reply: pageOf(WaitingCase),
  problems: [],
})

/** All cases or none: one panel each, with the same members but for those who are tied to the case. */
export const conveneMeeting = endpoint({
  method: 'POST',
  path: '/schools/:id/meetings',
  id: 'conveneMeeting',
  tag,
  summary: 'Convene a meeting: a panel for each case on its agenda',
  access: { permission: 'panel.convene', audit: 'write' },
  params: school,
  body: NewMeeting,
  reply: Meeting,
  status: 201,
  problems: [
    'case_required',
    'case_twice',
    'title_names_student',
    'meeting_in_past',
    ...CONVENING,
    'member_stepped_back',
    'chair_sat_before',
    'too_many_sat_before',
  ],
})

export const listMeetings = endpoint({
  method: 'GET',
  path: '/meetings',
  id: 'listMeetings',
  tag,
  summary: 'Meetings within reach: those to come, the next first, or those that are over, the last first',
  access: { permission: 'meeting.attend', audit: 'list' },
  query: record({ ...pageQuery, when: optional(internal(z.enum(['toCome', 'over']))) }),
  reply: pageOf(MeetingLine),
  problems: [],
})

export const getMeeting = endpoint({
  method: 'GET',
  path: '/meetings/:id',
  id: 'getMeeting',
  tag,
  summary: 'A meeting with its agenda; cases that the reader does not judge are left blank',
  access: { permission: 'meeting.attend', audit: 'read' },
  params,
  reply: Meeting,
  problems: [],
})

export const getMeetingMinutes = endpoint({
  method: 'GET',
  path: '/meetings/:id/minutes',
  id: 'getMeetingMinutes',
  tag,
  summary: 'The minutes, case by case; opinions of closed cases only',
  access: { permission: 'meeting.attend', audit: 'read' },
  params,
  reply: record({ meeting: Meeting, cases: listOf(CaseMinutes, MAX_AGENDA) }),
  problems: [],
})

export const rescheduleMeeting = endpoint({
  method: 'PUT',
  path: '/meetings/:id/plan',
  id: 'rescheduleMeeting',
  tag,
  summary: 'Another time or place',
  access: { permission: 'panel.convene', audit: 'write' },
  params,
  body: MeetingPlan,
  reply: Meeting,
  ifMatch: true,
  problems: ['meeting_over', 'meeting_in_past'],
})

export const attendMeeting = endpoint({
  method: 'POST',
  path: '/meetings/:id/attendance',
  id: 'attendMeeting',
  tag,
  summary: 'Say that one is there, or takes part from elsewhere; nobody needs to, to vote',
  access: { permission: 'meeting.attend', audit: 'write' },
  params,
  body: record({ attendance: internal(Attendance) }),
  reply: Meeting,
  problems: ['meeting_over', 'not_a_member'],
})

/** Members who were not there go on voting until the chair closes each case. */
export const holdMeeting = endpoint({
  method: 'POST',
  path: '/meetings/:id/holding',
  id: 'holdMeeting',
  tag,
  summary: 'The meeting was held; its cases are closed one by one',
  access: { permission: 'meeting.attend', audit: 'write' },
  params,
  reply: Meeting,
  ifMatch: true,
  problems: ['meeting_over', 'not_the_chair'],
})

export const cancelMeeting = endpoint({
  method: 'POST',
  path: '/meetings/:id/cancellation',
  id: 'cancelMeeting',
  tag,
  summary: 'Nobody meets; the panels of its cases stay, and vote from where their members are',
  access: { permission: 'panel.convene', audit: 'write' },
  params,
  reply: Meeting,
  ifMatch: true,
  problems: ['meeting_over'],
})
