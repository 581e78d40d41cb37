import {
  AccessPurpose,
  AidHistoryLine,
  ApplicationId,
  ApplicationStatus,
  Day,
  DilemmaType,
  Episode,
  HomeVisits,
  internal,
  listOf,
  Moment,
  nullable,
  open,
  record,
  Role,
  sensitive,
  Student,
  StudentId,
  text,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'

export const ArchiveApplication = record({
  id: ApplicationId,
  status: sensitive(ApplicationStatus),
  statusSince: internal(Moment),
  submittedAt: nullable(internal(Moment)),
  dilemmaTypes: sensitive(z.array(DilemmaType).max(6)),
})

/** 成长档案: everything that exists about one student, each part with its source. */
export const Archive = record({
  student: Student,
  aidHistory: listOf(AidHistoryLine, 500),
  /** `false` where the reader's role may not see payments (F2): the page says so instead of showing none. */
  aidHistoryReadable: internal(z.boolean()),
  visits: HomeVisits,
  applications: listOf(ArchiveApplication, 100),
  episodes: listOf(Episode, 50),
})
export type Archive = z.output<typeof Archive>

export const getArchive = endpoint({
  method: 'GET',
  path: '/students/:id/archive',
  id: 'getArchive',
  tag: 'archives',
  summary: "A student's growth archive",
  access: { permission: 'archive.read', audit: 'read' },
  params: record({ id: StudentId }),
  reply: Archive,
  problems: [],
})

/** 谁看过 (D11): who opened the file, in which role, when. */
export const AccessLine = record({
  at: internal(Moment),
  /** `null` for a family, who is told in which role their child's records were read, and why. */
  name: nullable(internal(text(50))),
  role: internal(Role),
  action: open(text(60)),
  outcome: open(z.enum(['done', 'denied'])),
})
export type AccessLine = z.output<typeof AccessLine>

export const listAccess = endpoint({
  method: 'GET',
  path: '/students/:id/access-log',
  id: 'listAccess',
  tag: 'archives',
  summary: 'Who has opened this student’s records, newest first',
  access: { permission: 'accessLog.read', audit: 'read' },
  params: record({ id: StudentId }),
  query: record({ ...pageQuery }),
  reply: pageOf(AccessLine),
  problems: [],
})

/** What was read on one day, in one role and for one purpose: how a family is told (D11). */
export const AccessReportLine = record({
  day: internal(Day),
  role: internal(Role),
  purpose: open(AccessPurpose),
  outcome: open(z.enum(['done', 'denied'])),
  /** Somebody who has nothing to do with the school asked, and was refused. */
  fromOutside: internal(z.boolean()),
  times: internal(z.int().min(1)),
})
export type AccessReportLine = z.output<typeof AccessReportLine>

export const getAccessReport = endpoint({
  method: 'GET',
  path: '/students/:id/access-report',
  id: 'getAccessReport',
  tag: 'archives',
  summary: 'Who has opened this student’s records in the last year, by day, role and purpose',
  access: { permission: 'accessLog.read', audit: 'read' },
  params: record({ id: StudentId }),
  reply: record({
    from: internal(Day),
    to: internal(Day),
    items: listOf(AccessReportLine, 500),
    /** Older lines were left out. */
    more: internal(z.boolean()),
  }),
  problems: [],
})
