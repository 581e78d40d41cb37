import {
  ACTIVE_EPISODE_STATUSES,
  FINAL_STATUSES,
  type ApplicationFacts,
  type Permission,
} from '@sunshine-aid/domain'
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { reachableStudents } from '../access/reach.ts'
import { isOpenEpisode } from '../provisional/openEpisode.ts'
import type { Principal } from '../database/principal.ts'
import type { Database, Trx } from '../database/schema.ts'
import type { PageRequest, Position } from '../http/paging.ts'

const LINE_COLUMNS = [
  'student.id',
  'student.name',
  'student.sex',
  'student.stage',
  'student.grade',
  'student.school_id',
  'school.name as school_name',
  'student.class_id',
  'class.name as class_name',
  'student.hardship_level',
  'student.enrolment',
] as const

const STUDENT_COLUMNS = [
  ...LINE_COLUMNS,
  'student.org_path',
  'student.birth_date',
  'student.recognised_on',
  'student.id_number_sealed',
  'student.address_sealed',
  'student.version',
] as const

type Students = ExpressionBuilder<Database, 'student'>
export type StudentSort = 'name' | '-name'
export type StudentLineRow = Awaited<ReturnType<typeof searchLines>>[number]
export type StudentRow = NonNullable<Awaited<ReturnType<typeof findStudent>>>
export type LockedStudent = NonNullable<Awaited<ReturnType<typeof lockStudent>>>

/** A focus student today: an episode is running (F3). */
function isFocus(eb: Students) {
  return eb.exists(
    eb
      .selectFrom('episode')
      .select('episode.id')
      .whereRef('episode.student_id', '=', 'student.id')
      .where('episode.status', 'in', ACTIVE_EPISODE_STATUSES),
  )
}

/** Students with the names that stand beside them. */
function students(trx: Trx) {
  return trx
    .selectFrom('student')
    .innerJoin('org as school', 'school.id', 'student.school_id')
    .innerJoin('org as class', 'class.id', 'student.class_id')
}

export interface StudentFilter {
  readonly classId?: string | undefined
  readonly focus?: boolean | undefined
}

/**
 * One row more than `page.limit`, as the pager wants it. The page is cut from the students alone, along one index;
 * what stands beside them is fetched for those that are left.
 */
export function selectLines(
  trx: Trx,
  principal: Principal,
  filter: StudentFilter,
  sort: StudentSort,
  page: PageRequest,
) {
  const order = sort === 'name' ? 'asc' : 'desc'
  const cut = trx
    .selectFrom('student')
    .select('student.id')
    .where(reachableStudents(principal, 'student.read'))
    .where(matches(filter))
    .where(eb => (page.after ? after(sort, page.after) : eb.lit(true)))
    .orderBy('student.name', order)
    .orderBy('student.id', order)
    .limit(page.limit + 1)
  return students(trx)
    .innerJoin(cut.as('page'), 'page.id', 'student.id')
    .select(LINE_COLUMNS)
    .select(eb => isFocus(eb).as('focus'))
    .orderBy('student.name', order)
    .orderBy('student.id', order)
}

function matches({ classId, focus }: StudentFilter) {
  return (eb: Students): Expression<SqlBool> =>
    eb.and([
      ...(classId === undefined ? [] : [eb('student.class_id', '=', classId)]),
      ...(focus === undefined ? [] : [focus ? isFocus(eb) : eb.not(isFocus(eb))]),
    ])
}

function after(sort: StudentSort, [name, id]: Position): Expression<SqlBool> {
  return sort === 'name'
    ? sql`(student.name, student.id) > (${name}, ${id}::uuid)`
    : sql`(student.name, student.id) < (${name}, ${id}::uuid)`
}

/**
 * Students within reach whose name contains `words`. Read one by one below the reader's school or class: names of
 * two characters are too short for a trigram index, and nobody reaches more than a school. Of letters only A to Z
 * have two cases that count.
 */
export function searchLines(trx: Trx, principal: Principal, words: string, limit: number) {
  const found = trx
    .selectFrom('student')
    .select('student.id')
    .where(reachableStudents(principal, 'student.read'))
    .where(sql<SqlBool>`strpos(lower(student.name collate "C"), lower(${words} collate "C")) > 0`)
    .orderBy('student.name')
    .orderBy('student.id')
    .limit(limit)
  return students(trx)
    .innerJoin(found.as('page'), 'page.id', 'student.id')
    .select(LINE_COLUMNS)
    .select(eb => isFocus(eb).as('focus'))
    .orderBy('student.name')
    .orderBy('student.id')
    .execute()
}

export function findStudent(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return students(trx)
    .select(STUDENT_COLUMNS)
    .select(eb => isFocus(eb).as('focus'))
    .where('student.id', '=', id)
    .where(reachableStudents(principal, permission))
    .executeTakeFirst()
}

/** The guardian who is named first. */
export function findGuardian(trx: Trx, studentId: string) {
  return trx
    .selectFrom('guardian')
    .select(['id', 'name', 'relation', 'phone_sealed'])
    .where('student_id', '=', studentId)
    .orderBy('id')
    .executeTakeFirst()
}

/** Where a student within reach belongs; `undefined` where `permission` does not reach them. */
export function findPlace(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return place(trx, principal, permission, id).executeTakeFirst()
}

/** The same, holding the student until the transaction ends. What else is true of them is read afterwards. */
export function lockStudent(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return place(trx, principal, permission, id).forNoKeyUpdate().executeTakeFirst()
}

function place(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return trx
    .selectFrom('student')
    .select(['student.id', 'student.school_id', 'student.class_id', 'student.org_path', 'student.stage'])
    .where('student.id', '=', id)
    .where(reachableStudents(principal, permission))
}

/** What decides whether a request may be started for a student. */
export async function findStartFacts(
  trx: Trx,
  id: string,
): Promise<Pick<ApplicationFacts, 'enrolled' | 'openElsewhere' | 'episodeActive'>> {
  const row = await trx
    .selectFrom('student')
    .select('student.enrolment')
    .select(eb => [
      eb
        .exists(
          eb
            .selectFrom('episode')
            .select('episode.id')
            .whereRef('episode.student_id', '=', 'student.id')
            .where(isOpenEpisode()),
        )
        .as('in_episode'),
      eb
        .exists(
          eb
            .selectFrom('application')
            .select('application.id')
            .whereRef('application.student_id', '=', 'student.id')
            .where('application.status', 'not in', FINAL_STATUSES),
        )
        .as('open_application'),
    ])
    .where('student.id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    enrolled: row.enrolment === 'enrolled',
    openElsewhere: Boolean(row.open_application),
    episodeActive: Boolean(row.in_episode),
  }
}
