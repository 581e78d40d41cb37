import type { Scenario } from './scenarios.ts'
import { Random } from './random.ts'
import { roleRow } from './regions.ts'
import type { School } from './staff.ts'
import type { DemoStudent, Making } from './students.ts'

/** The student of the demo school whose request is being voted on signs in, and so does a guardian. */
export function addFamily(
  { plan }: School,
  students: readonly DemoStudent[],
  examples: ReadonlyMap<string, Scenario>,
  { batch, now }: Making,
): void {
  const student = students.find(({ id }) => examples.get(id) === 'voting')
  if (!student) throw new RangeError('a demo school without its examples')
  const random = new Random(plan.seed, 'family', plan.index)
  const guardian = batch.rows.guardian.find(({ student_id }) => student_id === student.id)
  for (const role of ['student', 'guardian'] as const) {
    const id = random.uuid()
    batch.add('account', {
      id,
      subject: `${plan.key ?? ''}-${role}`,
      name: role === 'student' ? student.name : (guardian?.name ?? student.name),
      status: 'active',
      rights_epoch: 1,
      student_id: student.id,
    })
    batch.add('role_assignment', roleRow(random.uuid(), id, role, student.place.id, plan.seed, now))
  }
}
