import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'
import { loadPrincipal, type Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { inScope } from '../database/scope.ts'
import { selectWork } from './queries.ts'

/** Enough finished requests that reading the whole table would show. */
const STUDENTS_A_CLASS = 4_000

let school: School
beforeAll(async () => {
  school = await openSchool()
  await school.asOwner(async trx => {
    await sql`insert into student (org_path, school_id, class_id, name, sex, stage, grade, birth_date, hardship_level,
        recognised_on, id_number_sealed, id_number_index, created_at, updated_at)
      select path, parent_id, id, '学生' || n, 'female', 'primary', '三年级', '2017-01-01', 'severe', '2026-09-01',
        '\\x00', decode(md5(id::text || n), 'hex'), now(), now()
      from org, generate_series(1, ${STUDENTS_A_CLASS}::int) n where kind = 'class'`.execute(trx)
    await sql`insert into application (student_id, org_path, school_id, class_id, stage, status, status_since,
        applicant_kind, consent_given, dilemma_types, reason_codes, aid_categories, facts_and_reasons, sudden_change,
        entered_by, entered_by_name, entered_as, next_role, next_accounts, due_at, sample_slot, created_at, updated_at)
      select id, org_path, school_id, class_id, stage, case when open then 'submitted' else 'determined' end,
        ${MONDAY}::timestamptz, 'teacher', true, '{}', '{}', '{}', repeat('事实', 50), false,
        ${school.id('teacher')}::uuid, 'teacher', 'classTeacher', case when open then 'aidOfficer' end,
        case when open and random() < 0.1 then array[${school.id('pan1')}::uuid] else '{}'::uuid[] end,
        case when open then ${MONDAY}::timestamptz + random() * interval '9 days' end,
        floor(random() * 100), now(), ${MONDAY}::timestamptz
      from (select *, random() < 0.05 as open from student) student`.execute(trx)
  })
  await sql`vacuum analyze application, student`.execute(school.ownerDb)
}, 60_000)
afterAll(() => school.close())

async function planFor(
  reader: string,
  query: (trx: Trx, principal: Principal) => Explained,
): Promise<string> {
  const { principal } = await loadPrincipal(school.db, reader, MONDAY)
  if (!principal) throw new Error(`${reader} has no role`)
  const rows = await inScope(school.db, principal, MONDAY, trx => query(trx, principal).explain('text'))
  return rows.map(row => String(row['QUERY PLAN'])).join('\n')
}
type Explained = { explain(format: 'text'): Promise<Record<string, unknown>[]> }

const first = { limit: 20, after: null }
const later = { limit: 20, after: ['2026-10-15T00:00:00.000Z', '88888888-8888-4888-8888-888888888888'] }

it.each([
  ['officer', first, 'application_work_of_school'],
  ['officer', later, 'application_work_of_school'],
  ['head', first, 'application_work_of_school'],
  ['psych', first, 'application_work_of_school'],
  ['teacher', first, 'application_work_of_class'],
] as const)('the work list of the %s is read along the open requests %#', async (reader, page, index) => {
  const plan = await planFor(reader, (trx, principal) => selectWork(trx, principal, undefined, page))
  expect(plan).toMatch(new RegExp(`using ${index} on|on ${index}`))
  expect(plan).not.toMatch(/Seq Scan on (application|student|panel_member)/)
})

it('a member of panels finds theirs without reading the school', async () => {
  const plan = await planFor('pan1', (trx, principal) => selectWork(trx, principal, undefined, first))
  expect(plan).not.toMatch(/Seq Scan on (application|student)/)
})
