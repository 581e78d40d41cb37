import { unseal, seal } from '../crypto/seal.ts'
import { phoneIndex } from '../findings/phoneIndex.ts'
import { idNumberIndex } from '../imports/context.ts'
import { invalidIdNumber } from './idNumber.ts'
import { bytes } from './rows.ts'
import type { Scenario } from './scenarios.ts'
import type { DemoStudent, Making } from './students.ts'

/**
 * What screening is to find in a demo school: the student who is being screened has a sibling, and somebody of the
 * same name and birth date is entered as well.
 */
export function addRelations(
  students: readonly DemoStudent[],
  examples: ReadonlyMap<string, Scenario>,
  making: Making,
): void {
  const screened = students.find(({ id }) => examples.get(id) === 'screening')
  const others = students.filter(({ id, place }) => !examples.has(id) && place !== screened?.place)
  const sibling = others[0]
  const twin = others.at(-1)
  if (!screened || !sibling || !twin) throw new RangeError('a demo school is too small for its examples')
  shareGuardian(screened.id, sibling.id, making)
  shareIdentity(screened.id, twin.id, making)
}

function shareGuardian(of: string, to: string, { batch, keyring }: Making): void {
  const { guardian } = batch.rows
  const source = guardian.find(({ student_id }) => student_id === of)
  const at = guardian.findIndex(({ student_id }) => student_id === to)
  const target = guardian[at]
  if (!source?.phone_sealed || !target?.id || !source.id) return
  const context = { table: 'guardian', column: 'phone_sealed' }
  const phone = unseal(
    keyring,
    { ...context, rowId: source.id },
    Buffer.from(source.phone_sealed.slice(2), 'hex'),
  )
  guardian[at] = {
    ...target,
    name: source.name,
    relation: source.relation,
    phone_sealed: bytes(seal(keyring, { ...context, rowId: target.id }, phone)),
    phone_index: bytes(phoneIndex(keyring, phone)),
  }
}

/** The twin keeps its own place among the numbers of that day, so that no number stands twice. */
function shareIdentity(of: string, to: string, { batch, keyring }: Making): void {
  const { student } = batch.rows
  const source = student.find(({ id }) => id === of)
  const at = student.findIndex(({ id }) => id === to)
  const target = student[at]
  if (!source || !target) return
  const context = { table: 'student', column: 'id_number_sealed', rowId: to }
  const own = unseal(keyring, context, Buffer.from(target.id_number_sealed.slice(2), 'hex'))
  const sequence = Math.floor(Number(own.slice(14, 17)) / 2)
  const number = invalidIdNumber(own.slice(0, 6), source.birth_date, target.sex, sequence)
  student[at] = {
    ...target,
    name: source.name,
    birth_date: source.birth_date,
    id_number_sealed: bytes(seal(keyring, context, number)),
    id_number_index: bytes(idNumberIndex(keyring, number)),
  }
}
