import type { GuardianRelation, Sex } from '@sunshine-aid/domain'
import { seal } from '../crypto/seal.ts'
import { phoneIndex } from '../findings/phoneIndex.ts'
import { personName, relativeName } from './names.ts'
import { bytes } from './rows.ts'
import type { DemoStudent, Making } from './students.ts'

const RELATIONS: Readonly<Record<GuardianRelation, number>> = {
  father: 0.36,
  mother: 0.36,
  grandparent: 0.2,
  otherRelative: 0.07,
  institution: 0,
  other: 0.01,
}
const SEX: Readonly<Partial<Record<GuardianRelation, Sex>>> = { father: 'male', mother: 'female' }

/** One guardian with a phone number that no network gives out: 199-0000-xxxx (trust rule 30). */
export function addGuardian({ id: studentId, name, place, random }: DemoStudent, making: Making): void {
  const id = random.uuid()
  const relation = random.weighted(RELATIONS)
  const sex = SEX[relation] ?? random.pick(['female', 'male'])
  const sameFamily = relation === 'father' || relation === 'grandparent'
  const phone = `1990000${String(random.between(0, 9999)).padStart(4, '0')}`
  making.batch.add('guardian', {
    id,
    student_id: studentId,
    org_path: place.path,
    name: sameFamily ? relativeName(random, name, sex) : personName(random, sex),
    relation,
    phone_index: bytes(phoneIndex(making.keyring, phone)),
    phone_sealed: bytes(
      seal(making.keyring, { table: 'guardian', column: 'phone_sealed', rowId: id }, phone),
    ),
  })
}
