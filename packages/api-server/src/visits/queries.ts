import type { Day } from '@sunshine-aid/domain'
import { sql, type Insertable } from 'kysely'
import { reachableStudents, reachableVisits } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { HomeVisitTable } from './tables.ts'

const VISIT_COLUMNS = [
  'home_visit.id',
  'home_visit.student_id',
  'home_visit.application_id',
  'home_visit.mode',
  'home_visit.visited_on',
  'home_visit.reached',
  'home_visit.led_by_leader',
  'home_visit.policy_explained',
  'home_visit.companions',
  'home_visit.record',
  'home_visit.visitor_name',
  'home_visit.recorded_at',
  'home_visit.version',
] as const

/** What the child said is for staff, whatever the reader's other roles: the family's own may not open it (AP-39). */
const interview = sql<string | null>`
  case when _ltree_isparent((select app.staff_scope()), home_visit.org_path) then home_visit.interview end`

export type VisitRow = Awaited<ReturnType<typeof findVisits>>[number]

/** Visits to a student that `principal` may read, newest first; the newest 100. */
export function findVisits(trx: Trx, principal: Principal, studentId: string) {
  return trx
    .selectFrom('home_visit')
    .innerJoin('student', 'student.id', 'home_visit.student_id')
    .select(VISIT_COLUMNS)
    .select(interview.as('interview'))
    .where('home_visit.student_id', '=', studentId)
    .where(reachableVisits(principal))
    .orderBy('home_visit.visited_on', 'desc')
    .orderBy('home_visit.recorded_at', 'desc')
    .orderBy('home_visit.id', 'desc')
    .limit(MAX_VISITS)
    .execute()
}

const MAX_VISITS = 100

/** What the visit rules have to know of the visits to a student on or after `from`. */
export async function findVisitsSince(trx: Trx, studentId: string, from: Day) {
  const rows = await trx
    .selectFrom('home_visit')
    .select(['mode', 'visited_on', 'reached'])
    .where('student_id', '=', studentId)
    .where('visited_on', '>=', from)
    .orderBy('visited_on', 'desc')
    .limit(MAX_VISITS)
    .execute()
  return rows.map(({ mode, visited_on, reached }) => ({ mode, visitedOn: visited_on, reached }))
}

export function insertVisit(trx: Trx, row: Insertable<HomeVisitTable>): Promise<VisitRow> {
  return trx
    .insertInto('home_visit')
    .values(row)
    .returning([...VISIT_COLUMNS, 'home_visit.interview'])
    .executeTakeFirstOrThrow()
}

/** The visit that `principal` stored under this id before, when its answer was lost. */
export function findOwnVisit(trx: Trx, principal: Principal, studentId: string, id: string) {
  return trx
    .selectFrom('home_visit')
    .select([...VISIT_COLUMNS, 'home_visit.interview'])
    .where('home_visit.id', '=', id)
    .where('home_visit.student_id', '=', studentId)
    .where('home_visit.visitor_id', '=', principal.accountId)
    .executeTakeFirst()
}

/** A student to whom `principal` may read at least the fact of visits: within reach, or with one in the sample. */
export function findVisitedStudent(trx: Trx, principal: Principal, id: string) {
  return trx
    .selectFrom('student')
    .select(['student.id', 'student.school_id', 'student.org_path'])
    .where('student.id', '=', id)
    .where(eb =>
      eb.or([
        reachableStudents(principal, 'visit.read')(eb),
        eb.exists(
          eb
            .selectFrom('home_visit')
            .select('home_visit.id')
            .whereRef('home_visit.student_id', '=', 'student.id')
            .where(reachableVisits(principal)),
        ),
      ]),
    )
    .executeTakeFirst()
}
