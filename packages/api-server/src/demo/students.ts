import {
  academicYearOf,
  addDays,
  chinaDay,
  type Day,
  type EnrolmentStatus,
  type HardshipLevel,
  type Sex,
} from '@sunshine-aid/domain'
import type { Keyring } from '../crypto/keyring.ts'
import { seal } from '../crypto/seal.ts'
import { idNumberIndex } from '../imports/context.ts'
import { addAidHistory } from './aidHistory.ts'
import { addGuardian } from './guardians.ts'
import { invalidIdNumber } from './idNumber.ts'
import { personName } from './names.ts'
import { Random } from './random.ts'
import { bytes, type RowBatch } from './rows.ts'
import { ENTRY_AGE } from './schoolNames.ts'
import type { School, SchoolClass } from './staff.ts'

/** A needy student as the rest of the generator needs one. */
export interface DemoStudent {
  readonly id: string
  readonly name: string
  readonly sex: Sex
  readonly place: SchoolClass
  readonly enrolled: boolean
  /** For everything else that happens to this student. */
  readonly random: Random
}

export interface Making {
  readonly batch: RowBatch
  readonly keyring: Keyring
  readonly now: Date
}

/** The school's needy students with guardians and aid history, evenly over the classes. */
export function makeStudents(school: School, making: Making): DemoStudent[] {
  return Array.from({ length: school.plan.size }, (_, ordinal) => makeStudent(school, ordinal, making))
}

function makeStudent({ plan, classes }: School, ordinal: number, making: Making): DemoStudent {
  const { batch, keyring, now } = making
  const random = new Random(plan.seed, 'student', plan.index, ordinal)
  const place = classes[ordinal % classes.length]
  if (!place) throw new RangeError('a school without classes')
  const sex = random.pick(['female', 'male'])
  const name = personName(random, sex)
  const id = random.uuid()
  const year = academicYearOf(chinaDay(now))
  const slot = numberSlot(plan.ordinal, ordinal)
  const birthDate = addDays(
    `${Number(year.id) - ENTRY_AGE[plan.stage] - place.gradeIndex - 1}-09-01`,
    slot.day,
  )
  const idNumber = invalidIdNumber(plan.county.code, birthDate, sex, slot.sequence)
  const enrolment = random.weighted(ENROLMENT)
  const recognised = recognisedOn(random, year.from, chinaDay(now))
  batch.add('student', {
    id,
    org_path: place.path,
    school_id: plan.id,
    class_id: place.id,
    name,
    sex,
    stage: plan.stage,
    grade: place.grade,
    birth_date: birthDate,
    hardship_level: random.weighted(LEVELS),
    recognised_on: recognised,
    enrolment,
    id_number_sealed: bytes(
      seal(keyring, { table: 'student', column: 'id_number_sealed', rowId: id }, idNumber),
    ),
    id_number_index: bytes(idNumberIndex(keyring, idNumber)),
    address_sealed: bytes(
      seal(
        keyring,
        { table: 'student', column: 'address_sealed', rowId: id },
        addressOf(random, plan.county),
      ),
    ),
    version: 1,
    created_at: new Date(`${recognised}T02:00:00Z`),
    updated_at: new Date(`${recognised}T02:00:00Z`),
  })
  const student = { id, name, sex, place, enrolled: enrolment === 'enrolled', random }
  addGuardian(student, making)
  addAidHistory(student, plan.stage, making)
  return student
}

const ENROLMENT: Readonly<Partial<Record<EnrolmentStatus, number>>> = {
  enrolled: 0.975,
  suspended: 0.01,
  left: 0.015,
}
const LEVELS: Readonly<Record<HardshipLevel, number>> = { extreme: 0.25, severe: 0.4, moderate: 0.35 }

/**
 * Day of the birth year and sequence number, different for all students of a county, so that no ID number stands
 * twice: 365 days × 500 numbers of either sex.
 */
function numberSlot(schoolOrdinal: number, ordinal: number): { day: number; sequence: number } {
  const slot = ((schoolOrdinal * SCHOOL_SLOTS + ordinal) * SLOT_STEP) % (365 * 500)
  return { day: Math.floor(slot / 500), sequence: slot % 500 }
}
/** More than any school has students. */
const SCHOOL_SLOTS = 512
/** Coprime to the number of slots. */
const SLOT_STEP = 77_773

/** Recognised in the September or October of this or the last academic year, and not after today. */
function recognisedOn(random: Random, yearBegins: Day, today: Day): Day {
  const begin = random.chance(0.5) ? yearBegins : academicYearOf(addDays(yearBegins, -1)).from
  const day = addDays(begin, random.between(8, 45))
  return day > today ? addDays(day, -365) : day
}

const STREETS = ['澄禾路', '筠溪街', '霁月路', '栩桥路', '沅汀街', '岫云路', '洵舟路', '菁岚街'] as const
const ESTATES = ['禾苑小区', '舟亭新村', '帆麓家园', '芦渚社区', '棠屿花园'] as const

function addressOf(random: Random, county: { readonly name: string }): string {
  return `江苏省${county.name}${random.pick(STREETS)}${random.between(1, 199)}号${random.pick(ESTATES)}${random.between(1, 30)}幢${random.between(101, 606)}室`
}
