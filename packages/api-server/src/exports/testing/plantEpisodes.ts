import { sql } from 'kysely'
import type { Trx } from '../../database/schema.ts'

/** Many finished spells of support of one student: rows for a workbook that is long. */
export async function plantEpisodes(trx: Trx, studentId: string, count: number): Promise<void> {
  await sql`
    insert into episode (student_id, org_path, school_id, status, aid_categories, started_on, ended_on)
    select student.id, student.org_path, student.school_id, 'exited', '{academicTutoring,familyGuidance}',
      date '2020-01-01' + (n % 2000), date '2020-01-01' + (n % 2000) + 90
    from student, generate_series(1, ${count}) as n
    where student.id = ${studentId}`.execute(trx)
}
