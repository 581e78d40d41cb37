import {
  ACTIVE_EPISODE_STATUSES,
  type AidCategory,
  type MentorKind,
  type PolicyProfile,
} from '@sunshine-aid/domain'
import { sql, type Expression, type SqlBool } from 'kysely'
import { reachableStudents } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { PageRequest } from '../http/paging.ts'

/** The roster of a school with how many students each mentor has today; only `own` lines where it is given. */
export function listRoster(trx: Trx, schoolId: string, own: string | null) {
  return trx
    .selectFrom('mentor')
    .select(['account_id', 'name', 'kind', 'expertise', 'capacity'])
    .select(
      sql<number>`(
        select count(*) from pairing
        where pairing.mentor_id = mentor.id and pairing.accepted_on is not null and pairing.ended_on is null
      )`.as('paired'),
    )
    .where('school_id', '=', schoolId)
    .$if(own !== null, query => query.where('account_id', '=', own))
    .orderBy('kind')
    .orderBy(sql`name collate "zh-x-icu"`)
    .orderBy('id')
    .limit(MAX_ROSTER)
    .execute()
}

const MAX_ROSTER = 1_000

export interface MentorGapRow {
  readonly episode_id: string
  readonly student_id: string
  readonly student_name: string
  readonly class_name: string
  readonly aid_categories: AidCategory[]
  /** Kinds of mentors who have accepted. */
  readonly accepted: MentorKind[]
  readonly waiting_since: string
}

type Required = Pick<PolicyProfile, 'requiredMentors' | 'anyMentorSuffices'>

/**
 * Focus students of the school within reach who lack a mentor that `policy` requires, the longest-waiting first.
 * Somebody waits since the episode began, or since a mentor left. One row more than `page.limit`.
 */
export async function listMentorGapRows(
  trx: Trx,
  principal: Principal,
  schoolId: string,
  policy: Required,
  page: PageRequest,
): Promise<MentorGapRow[]> {
  const gaps = trx
    .selectFrom('episode')
    .innerJoin('student', 'student.id', 'episode.student_id')
    .innerJoin('org as class', 'class.id', 'student.class_id')
    .innerJoinLateral(
      eb =>
        eb
          .selectFrom('pairing')
          .select([
            sql<MentorKind[]>`coalesce(array_agg(distinct pairing.kind)
              filter (where pairing.accepted_on is not null and pairing.ended_on is null), '{}')`.as(
              'accepted',
            ),
            sql<string | null>`max(pairing.ended_on)`.as('last_left'),
          ])
          .whereRef('pairing.episode_id', '=', 'episode.id')
          .as('mentors'),
      join => join.onTrue(),
    )
    .select([
      'episode.id as episode_id',
      'student.id as student_id',
      'student.name as student_name',
      'class.name as class_name',
      'episode.aid_categories',
      'mentors.accepted',
      sql<string>`greatest(episode.started_on, mentors.last_left)`.as('waiting_since'),
    ])
    .where('episode.school_id', '=', schoolId)
    .where('student.school_id', '=', schoolId)
    .where('student.enrolment', '=', 'enrolled')
    .where('episode.status', 'in', ACTIVE_EPISODE_STATUSES)
    .where(reachableStudents(principal, 'gap.read'))
    .where(lacksMentor(policy))
  return trx
    .selectFrom(gaps.as('gap'))
    .selectAll()
    .$if(page.after !== null, query => query.where(after(page)))
    .orderBy('waiting_since')
    .orderBy('episode_id')
    .limit(page.limit + 1)
    .execute()
}

/** `missingMentors` of the domain as a condition on `mentors.accepted`. */
function lacksMentor({ requiredMentors, anyMentorSuffices }: Required): Expression<SqlBool> {
  return anyMentorSuffices
    ? sql<SqlBool>`mentors.accepted = '{}'`
    : sql<SqlBool>`not mentors.accepted @> ${requiredMentors}::text[]`
}

function after({ after: position }: PageRequest): Expression<SqlBool> {
  const [since, episode] = position ?? []
  return sql<SqlBool>`(waiting_since, episode_id) > (${since}::date, ${episode}::uuid)`
}
