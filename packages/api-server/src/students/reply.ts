import { maskAddress, maskIdNumber, maskPhone, type Student, type StudentLine } from '@sunshine-aid/domain'
import type { Keyring } from '../crypto/keyring.ts'
import { unseal } from '../crypto/seal.ts'
import type { findGuardian, StudentLineRow, StudentRow } from './queries.ts'

export function lineReply(row: StudentLineRow): StudentLine {
  return {
    id: row.id,
    name: row.name,
    sex: row.sex,
    stage: row.stage,
    grade: row.grade,
    schoolId: row.school_id,
    schoolName: row.school_name,
    className: row.class_name,
    hardshipLevel: row.hardship_level,
    enrolment: row.enrolment,
    focus: Boolean(row.focus),
  }
}

type GuardianRow = Awaited<ReturnType<typeof findGuardian>>

/** Sealed values are opened only to be masked. */
export function studentReply(keyring: Keyring, row: StudentRow, guardian: GuardianRow): Student {
  const open = (table: string, column: string, rowId: string, sealed: Buffer) =>
    unseal(keyring, { table, column, rowId }, sealed)
  return {
    ...lineReply(row),
    classId: row.class_id,
    birthDate: row.birth_date,
    idNumberMasked: maskIdNumber(open('student', 'id_number_sealed', row.id, row.id_number_sealed)),
    addressMasked:
      row.address_sealed && maskAddress(open('student', 'address_sealed', row.id, row.address_sealed)),
    recognisedOn: row.recognised_on,
    guardianName: guardian?.name ?? null,
    guardianRelation: guardian?.relation ?? null,
    guardianPhoneMasked: guardian?.phone_sealed
      ? maskPhone(open('guardian', 'phone_sealed', guardian.id, guardian.phone_sealed))
      : null,
    version: row.version,
  }
}
