import type { SignCode } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { School } from '../../applications/testing/school.ts'

/** Lets the school know something about a student: of a result its number, in the present semester. */
export function addSign(
  school: School,
  studentId: string,
  code: SignCode,
  amount?: number,
): Promise<unknown> {
  return school.asOwner(trx =>
    sql`insert into student_sign (student_id, org_path, code, source, period, amount, observed_on)
      select id, org_path, ${code}, ${amount === undefined ? 'list' : 'results'},
        ${amount === undefined ? '' : '2026-1'}, ${amount ?? null}::int, '2026-09-10' from student
      where id = ${studentId}`.execute(trx),
  )
}
