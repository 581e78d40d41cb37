import {
  AidCategory,
  EpisodeId,
  internal,
  listOf,
  MentorKind,
  OrgId,
  personal,
  record,
  RosterLine,
  sensitive,
  StudentId,
  text,
  Day,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'

export const listMentors = endpoint({
  method: 'GET',
  path: '/schools/:id/mentors',
  id: 'listMentors',
  tag: 'mentors',
  summary: "The school's roster with places taken and free this semester",
  access: { permission: 'mentor.roster', audit: 'none' },
  params: record({ id: OrgId }),
  reply: record({ items: listOf(RosterLine, 1000) }),
  problems: [],
})

/** A focus student whose required mentors have not all accepted (mentorMissing, dualMentorIncomplete: F4). */
export const MentorGap = record({
  episodeId: EpisodeId,
  studentId: StudentId,
  studentName: personal(text(50)),
  className: internal(text(40)),
  aidCategories: sensitive(z.array(AidCategory).max(7)),
  missing: internal(z.array(MentorKind).max(5)),
  waitingSince: internal(Day),
})
export type MentorGap = z.output<typeof MentorGap>

export const listMentorGaps = endpoint({
  method: 'GET',
  path: '/schools/:id/mentor-gaps',
  id: 'listMentorGaps',
  tag: 'mentors',
  summary: 'Focus students who still lack a mentor, the longest-waiting first',
  access: { permission: 'gap.read', audit: 'list' },
  params: record({ id: OrgId }),
  query: record({ ...pageQuery }),
  reply: pageOf(MentorGap),
  problems: [],
})
