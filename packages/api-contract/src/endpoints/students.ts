import {
  HomeVisit,
  HomeVisits,
  internal,
  NewHomeVisit,
  optional,
  OrgId,
  personal,
  record,
  Student,
  StudentId,
  StudentLine,
  text,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { flag, pageOf, pageQuery } from '../page.ts'

export const listStudents = endpoint({
  method: 'GET',
  path: '/students',
  id: 'listStudents',
  tag: 'students',
  summary: 'Needy students within reach, by name',
  access: { permission: 'student.read', audit: 'list' },
  query: record({
    ...pageQuery,
    classId: optional(OrgId),
    focus: optional(flag),
    sort: optional(internal(z.enum(['name', '-name']))),
  }),
  reply: pageOf(StudentLine),
  problems: [],
})

/**
 * A name is personal, so it travels in the body and never in a URL. It changes nothing, yet it is a POST: the
 * `Idempotency-Key` of every POST is asked for here too, so that there is one rule.
 */
export const searchStudents = endpoint({
  method: 'POST',
  path: '/students/search',
  id: 'searchStudents',
  tag: 'students',
  summary: 'Needy students within reach whose name contains the words',
  access: { permission: 'student.read', audit: 'list' },
  body: record({ name: personal(text(50)), limit: optional(internal(z.int().min(1).max(50))) }),
  reply: pageOf(StudentLine),
  status: 200,
  problems: [],
})

export const getStudent = endpoint({
  method: 'GET',
  path: '/students/:id',
  id: 'getStudent',
  tag: 'students',
  summary: 'One student; identifiers are masked',
  access: { permission: 'student.read', audit: 'read' },
  params: record({ id: StudentId }),
  reply: Student,
  problems: [],
})

export const listVisits = endpoint({
  method: 'GET',
  path: '/students/:id/visits',
  id: 'listVisits',
  tag: 'visits',
  summary: 'Home visits to a student, newest first',
  access: { permission: 'visit.read', audit: 'read' },
  params: record({ id: StudentId }),
  reply: record({ items: HomeVisits }),
  problems: [],
})

export const recordVisit = endpoint({
  method: 'POST',
  path: '/students/:id/visits',
  id: 'recordVisit',
  tag: 'visits',
  summary: 'Write down a home visit; an application that waits for it moves on',
  access: { permission: 'visit.record', audit: 'write' },
  params: record({ id: StudentId }),
  body: NewHomeVisit,
  reply: HomeVisit,
  status: 201,
  problems: [
    'visit_mode_not_allowed',
    'visit_in_future',
    'visit_too_old',
    'visit_partner_required',
    'visit_request_closed',
  ],
})
