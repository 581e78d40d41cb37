import {
  internal,
  NewNotice,
  NoticeAcknowledgement,
  NoticeId,
  NoticeState,
  optional,
  record,
  StudentId,
  WithdrawalNotice,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'

const tag = 'notices'

export const listNotices = endpoint({
  method: 'GET',
  path: '/notices',
  id: 'listNotices',
  tag,
  summary: 'Students who are about to leave school for good, those that wait to be handled first',
  access: { permission: 'notice.read', audit: 'list' },
  query: record({ ...pageQuery, state: optional(internal(NoticeState)) }),
  reply: pageOf(WithdrawalNotice),
  problems: [],
})

export const fileNotice = endpoint({
  method: 'POST',
  path: '/students/:id/notices',
  id: 'fileNotice',
  tag,
  summary: 'Tell of a withdrawal or an expulsion before it takes effect',
  access: { permission: 'notice.file', audit: 'write' },
  params: record({ id: StudentId }),
  body: NewNotice,
  reply: WithdrawalNotice,
  status: 201,
  problems: ['compulsory_education', 'student_not_enrolled', 'notice_too_late', 'notice_already_open'],
})

export const acknowledgeNotice = endpoint({
  method: 'POST',
  path: '/notices/:id/acknowledgement',
  id: 'acknowledgeNotice',
  tag,
  summary: 'Put a notice on file, with what was tried to keep the student',
  access: { permission: 'notice.acknowledge', audit: 'write' },
  params: record({ id: NoticeId }),
  body: NoticeAcknowledgement,
  reply: WithdrawalNotice,
  ifMatch: true,
  problems: ['notice_acknowledged'],
})
