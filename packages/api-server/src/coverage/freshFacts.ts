import { ACTIVE_EPISODE_STATUSES } from '@sunshine-aid/domain'
import { sql, type RawBuilder } from 'kysely'
import type { RuleGroup } from './ruleGroups.ts'

/** One row a student of the group for whom `which` holds on `student`. */
export interface FreshFact {
  student_id: string
  org_path: string
  school_id: string
  class_id: string
  counted: boolean
  visited: boolean
  focus: boolean
  mentored: boolean
}

/** What counts today: `coverageFacts` of the domain in SQL. A test compares the two. */
export function freshFacts({ schools, rule }: RuleGroup, which: RawBuilder<unknown>): RawBuilder<FreshFact> {
  return sql`
    select student.id as student_id, student.org_path, student.school_id, student.class_id,
      enrolled as counted,
      enrolled and exists (
        select from home_visit visit
        where visit.student_id = student.id and visit.reached and visit.mode = any (${rule.visitModes}::text[])
          and visit.visited_on between ${rule.visitFrom}::date and ${rule.visitTo}::date) as visited,
      enrolled and episode.id is not null as focus,
      enrolled and episode.id is not null
        and (mentors.kinds @> ${rule.requiredMentors}::text[]
          or (${rule.anyMentorSuffices}::boolean and mentors.kinds <> '{}')) as mentored
    from student
    cross join lateral (select student.enrolment = 'enrolled' as enrolled) as today
    left join episode on episode.student_id = student.id
      and episode.status = any (${ACTIVE_EPISODE_STATUSES}::text[])
    cross join lateral (
      select coalesce(array_agg(pairing.kind), '{}') as kinds from pairing
      where pairing.episode_id = episode.id and pairing.accepted_on is not null and pairing.ended_on is null
    ) as mentors
    where student.school_id = any (${schools}::uuid[]) and ${which}`
}
