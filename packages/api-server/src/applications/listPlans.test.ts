import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPrincipal, type Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { inScope } from '../database/scope.ts'
import { selectLines as selectStudents } from '../students/queries.ts'
import { selectLines } from './listQueries.ts'
import { MONDAY, openSchool, type School } from './testing/school.ts'

/** Enough that reading all of one school for one page would be the cheaper guess, were the planner misled. */
const STUDENTS_A_CLASS = 8_000

let school: School
beforeAll(async () => {
  school = await openSchool()
  await school.asOwner(async trx => {
    await sql`insert into student (org_path, school_id, class_id, name, sex, stage, grade, birth_date, hardship_level,
        recognised_on, id_number_sealed, id_number_index, created_at, updated_at)
      select path, parent_id, id, '学生' || n, 'female', 'primary', '三年级', '2017-01-01', 'severe', '2026-09-01',
        '\\x00', decode(md5(id::text || n), 'hex'), now(), now()
      from org, generate_series(1, ${STUDENTS_A_CLASS}::int) n where kind = 'class' and parent_id = ${school.tree.c1k1s1.id}::uuid`.execute(
      trx,
    )
    await sql`insert into application (student_id, org_path, school_id, class_id, stage, status, status_since,
        applicant_kind, consent_given, dilemma_types, reason_codes, aid_categories, facts_and_reasons, sudden_change,
        entered_by, entered_by_name, entered_as, sample_slot, created_at, updated_at)
      select id, org_path, school_id, class_id, stage, 'determined', ${MONDAY}::timestamptz - random() * interval '400 days',
        'teacher', true, '{}', '{}', '{}', repeat('事实', 100), false,
        ${school.id('teacher')}::uuid, 'teacher', 'classTeacher', floor(random() * 100), now(),
        ${MONDAY}::timestamptz - random() * interval '400 days'
      from student`.execute(trx)
  })
  await sql`vacuum analyze application, student`.execute(school.ownerDb)
}, 60_000)
afterAll(() => school.close())

type Explained = { explain(format: 'text'): Promise<Record<string, unknown>[]> }

/** The plan as the role that serves requests gets it, with the reader's scope set: row-level security shapes it. */
async function planFor(
  reader: string,
  query: (trx: Trx, principal: Principal) => Explained,
): Promise<string> {
  const { principal } = await loadPrincipal(school.db, reader, MONDAY)
  if (!principal) throw new Error(`${reader} has no role`)
  const rows = await inScope(school.db, principal, MONDAY, trx => query(trx, principal).explain('text'))
  return rows.map(row => String(row['QUERY PLAN'])).join('\n')
}

const first = { limit: 50, after: null }
const id = '88888888-8888-4888-8888-888888888888'
const older = { limit: 50, after: ['2026-08-01T00:00:00.000Z', id] }
const later = { limit: 50, after: ['2025-11-01T00:00:00.000Z', id] }

describe('one page is read along one index, and only the page is sorted', () => {
  it.each([
    ['officer', '-updatedAt', first, 'application_by_school'],
    ['officer', '-updatedAt', older, 'application_by_school'],
    ['officer', 'statusSince', later, 'application_by_school_since'],
    ['teacher', '-updatedAt', first, 'application_by_class'],
    ['teacher', 'statusSince', later, 'application_by_class_since'],
  ] as const)('requests for the %s by %s %#', async (reader, sort, page, index) => {
    const plan = await planFor(reader, (trx, principal) =>
      selectLines(trx, principal, { mine: false }, sort, page),
    )
    expectIndexed(plan, index)
  })

  it.each([
    ['officer', 'name', null, 'student_by_school'],
    ['officer', '-name', ['学生2000', id], 'student_by_school'],
    ['teacher', 'name', ['学生2000', id], 'student_by_class'],
  ] as const)('students for the %s by %s %#', async (reader, sort, after, index) => {
    const page = { limit: 50, after }
    expectIndexed(
      await planFor(reader, (trx, principal) => selectStudents(trx, principal, {}, sort, page)),
      index,
    )
  })

  function expectIndexed(plan: string, index: string): void {
    const [, cut = ''] = plan.split('Limit')
    expect(plan).toMatch(new RegExp(`Index (Only )?Scan( Backward)? using ${index} on`))
    // The one sort is that of the fifty lines, above the limit.
    expect(cut, plan).not.toContain('Sort')
    expect(plan).not.toMatch(/Seq Scan on (application|student)/)
  }
})
