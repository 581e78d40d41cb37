import type { Db } from '@sunshine-aid/api-server'
import { countNewPeriod, recountSchools } from '@sunshine-aid/api-server/src/coverage/recount.ts'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { inFullScope } from '@sunshine-aid/api-server/src/database/scope.ts'
import { reportingPeriod } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { openDemo, type Demo } from '../support/openDemo.ts'

/** A province in which lists and reports are as long as they get. */
export interface Province extends Demo {
  readonly provinceId: string
  /** The large school, where `OFFICER` works. */
  readonly schoolId: string
  /** One of the ordinary ones, where `OTHER_OFFICER` works. */
  readonly otherSchoolId: string
  readonly facts: Readonly<Record<string, string>>
}

export const OFFICER = 'taicang-officer-1'
export const OTHER_OFFICER = 'wuxi-officer-1'
export const AUDITOR = 'province-auditor'
export const ADMIN = 'province-admin'

export interface ProvinceSize {
  readonly students: number
  /** Share of the students who have a request, 0 to 1. */
  readonly applicationShare: number
  /** Students with a request in the large school, beside those of the demo. */
  readonly inLargeSchool: number
  readonly schools: number
}

/** The schools beyond the demo have counters and nothing else. */
export async function openProvince(dataDir: string, size: ProvinceSize, now: Date): Promise<Province> {
  const demo = await openDemo(dataDir, size, now)
  const { owner } = demo
  await countNewPeriod(owner, { now })
  const places = await inFullScope(owner, now, async trx => {
    const found = await placesIn(trx)
    await fillSchool(trx, found.schoolId, size.inLargeSchool)
    await recountSchools(trx, [found.schoolId], now)
    await addSchools(trx, size.schools, reportingPeriod(now).id)
    return found
  })
  await sql`vacuum analyze`.execute(owner)
  return { ...demo, ...places, facts: await factsOf(owner, places.schoolId, now) }
}

async function placesIn(trx: Trx): Promise<Pick<Province, 'provinceId' | 'schoolId' | 'otherSchoolId'>> {
  const rows = await trx
    .selectFrom('account')
    .innerJoin('role_assignment', 'role_assignment.account_id', 'account.id')
    .select(['account.subject', 'role_assignment.org_id'])
    .where('account.subject', 'in', [ADMIN, OFFICER, OTHER_OFFICER])
    .execute()
  const placeOf = (subject: string) => {
    const row = rows.find(candidate => candidate.subject === subject)
    if (!row) throw new Error(`the demo has no account ${subject}`)
    return row.org_id
  }
  return { provinceId: placeOf(ADMIN), schoolId: placeOf(OFFICER), otherSchoolId: placeOf(OTHER_OFFICER) }
}

/** Students one after the other over the classes; six in ten requests are decided, one in ten waits for the officer. */
async function fillSchool(trx: Trx, schoolId: string, students: number): Promise<void> {
  await sql`
    with class as (
      select id, path, row_number() over (order by id) - 1 as place, count(*) over () as classes
      from org where parent_id = ${schoolId}
    )
    insert into student (org_path, school_id, class_id, name, sex, stage, grade, birth_date, hardship_level,
      recognised_on, id_number_sealed, id_number_index, created_at, updated_at)
    select path, ${schoolId}, id, '学生' || n, 'female', 'primary', '三年级', '2017-01-01', 'severe', '2026-09-01',
      '\\x00', decode(md5('large school ' || n), 'hex'), now(), now()
    from generate_series(1, ${students}::int) n join class on class.place = n % class.classes
    on conflict do nothing`.execute(trx)
  await sql`
    insert into application (student_id, org_path, school_id, class_id, stage, status, status_since, applicant_kind,
      consent_given, dilemma_types, reason_codes, aid_categories, facts_and_reasons, sudden_change, entered_by,
      entered_by_name, entered_as, next_role, due_at, sample_slot, created_at, updated_at)
    select student.id, student.org_path, school_id, class_id, student.stage, state.status, moment, 'teacher', true,
      '{}', '{}', '{}', repeat('事实', 100), false, teacher.id, teacher.name, 'classTeacher', state.next_role,
      case when state.next_role is not null then moment + interval '7 days' end, dice / 10 % 100, moment, moment
    from student
    join account teacher on teacher.subject = 'taicang-teacher-1'
    cross join lateral (select abs(hashtext(student.id::text)::bigint) as dice) thrown
    cross join lateral (select now() - make_interval(secs => dice % 34560000) as moment) dated
    join (values (5, 'determined', null), (6, 'notDetermined', null), (7, 'submitted', 'aidOfficer'),
      (8, 'underReview', 'aidOfficer'), (9, 'screening', 'aidOfficer')
    ) as state (digit, status, next_role) on state.digit = greatest(dice % 10, 5)
    where school_id = ${schoolId} and not exists (select from application where student_id = student.id)`.execute(
    trx,
  )
  await sql`
    insert into episode (student_id, org_path, school_id, application_id, status, aid_categories, started_on)
    select student_id, org_path, school_id, id, 'active', '{academicTutoring}', status_since::date
    from application where school_id = ${schoolId} and status = 'determined'
    on conflict do nothing`.execute(trx)
}

/** Schools below the counties in turn, until there are `wanted`; of 71 students each, six in ten of them visited. */
async function addSchools(trx: Trx, wanted: number, periodId: string): Promise<void> {
  await sql`
    with county as (
      select id, path, division_code, row_number() over (order by path) - 1 as place, count(*) over () as counties
      from org where kind = 'county'
    ), found as (select count(*)::int as schools from org where kind = 'school')
    insert into org (kind, parent_id, path, name, division_code, stage, area)
    select 'school', county.id, county.path || ('far' || n)::ltree, '学校' || n, county.division_code,
      (array['preschool', 'primary', 'juniorHigh', 'seniorHigh', 'vocational'])[1 + n % 5], 'town'
    from found, generate_series(found.schools + 1, ${wanted}::int) n
    join county on county.place = n % county.counties
    on conflict do nothing`.execute(trx)
  await sql`
    insert into coverage_counter (school_id, period_id, org_path, stage, counted, visited, focus, mentored)
    select id, ${periodId}, path, stage, 71, 43, 11, 7 from org
    where kind = 'school' and path ~ '*.cn32.*.*.far*'::lquery
    on conflict (school_id, period_id) do update set counted = 71, visited = 43, focus = 11, mentored = 7`.execute(
    trx,
  )
}

async function factsOf(owner: Db, schoolId: string, now: Date): Promise<Province['facts']> {
  const { rows } = await inFullScope(owner, now, trx =>
    sql<Record<string, string>>`
      select (select count(*) from application)::text as applications,
        (select count(*) from student)::text as students,
        (select count(*) from org where kind = 'school')::text as schools,
        (select count(*) from application where school_id = ${schoolId})::text as "requests of the large school",
        (select count(*) from application where sample_slot < 5)::text as "requests of the auditor’s sample",
        current_setting('server_version') as postgresql,
        pg_size_pretty(pg_database_size(current_database())) as database`.execute(trx),
  )
  return rows[0] ?? {}
}
