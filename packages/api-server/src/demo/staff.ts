import type { AidCategory, MentorKind, Role } from '@sunshine-aid/domain'
import { personName } from './names.ts'
import type { SchoolPlan } from './plan.ts'
import { Random } from './random.ts'
import { roleRow } from './regions.ts'
import type { Row, RowBatch } from './rows.ts'
import { GRADES } from './schoolNames.ts'

export interface Person {
  readonly id: string
  readonly name: string
}

export interface SchoolClass {
  readonly id: string
  readonly path: string
  readonly name: string
  readonly grade: string
  /** Place of the grade in its stage, from 0. */
  readonly gradeIndex: number
  readonly teacher: Person
}

export interface Mentor extends Person {
  readonly mentorId: string
  readonly kind: MentorKind
  /** Places that are left; pairings take them. */
  free: number
}

/** Who works at a school, and its classes. */
export interface School {
  readonly plan: SchoolPlan
  readonly classes: readonly SchoolClass[]
  readonly head: Person
  readonly officers: readonly [Person, Person]
  readonly psychTeacher: Person
  readonly panel: readonly Person[]
  readonly mentors: readonly Mentor[]
}

/** Needy students whom one class holds, about. */
const PER_CLASS = 9
const PANEL_SIZE = 5

/** Makes the school, its classes, its staff with their roles, and its roster of mentors. */
export function makeSchool(plan: SchoolPlan, batch: RowBatch, countyId: string, now: Date): School {
  const making = { plan, batch, random: new Random(plan.seed, 'staff', plan.index), now }
  const hire: Hire = (subject, role, orgId = plan.id) => addStaff(making, subject, role, orgId)
  addOrg(making, { id: plan.id, kind: 'school', parent_id: countyId, path: plan.path, name: plan.name })
  const classes = makeClasses(making).map((place, index, all) => ({
    ...place,
    teacher: hire(`teacher-${teacherNumber(index, all.length)}`, 'classTeacher', place.id),
  }))
  const head = hire('head', 'schoolHead')
  const officers = [hire('officer-1', 'aidOfficer'), hire('officer-2', 'aidOfficer')] as const
  const psychTeacher = hire('psych', 'psychTeacher')
  const aidMentors = [hire('mentor-1', 'mentor'), hire('mentor-2', 'mentor')]
  const panel = makePanel(making, hire, [...aidMentors, ...classes.map(({ teacher }) => teacher)])
  const mentors = [
    ...aidMentors.map((person, index) => addMentor(making, person, 'aid', EXPERTISE[index] ?? [])),
    addMentor(making, psychTeacher, 'psych', ['psychSupport', 'familyGuidance']),
  ]
  return { plan, classes, head, officers, psychTeacher, panel, mentors }
}

interface SchoolMaking {
  readonly plan: SchoolPlan
  readonly batch: RowBatch
  readonly random: Random
  readonly now: Date
}

type Hire = (subject: string, role: Role, orgId?: string) => Person

function addOrg(
  { plan, batch }: SchoolMaking,
  org: Pick<Row<'org'>, 'kind' | 'parent_id' | 'path' | 'name'> & { readonly id: string },
): void {
  const isSchool = org.kind === 'school'
  batch.add('org', {
    ...org,
    division_code: plan.county.code,
    stage: isSchool ? plan.stage : null,
    area: isSchool ? plan.area : null,
    policy_profile: null,
    open: true,
  })
}

const EXPERTISE: readonly AidCategory[][] = [
  ['familyGuidance', 'academicTutoring', 'allRoundDevelopment'],
  ['conductGuidance', 'academicTutoring', 'entryAndEmployment'],
]

type PlainClass = Omit<SchoolClass, 'teacher'>

function makeClasses(making: SchoolMaking): PlainClass[] {
  const { plan, random } = making
  const grades = GRADES[plan.stage]
  const perGrade = Math.max(1, Math.round(plan.size / PER_CLASS / grades.length))
  const classes = grades.flatMap((grade, gradeIndex) =>
    Array.from({ length: perGrade }, (_, i) => ({
      id: random.uuid(),
      path: `${plan.path}.g${gradeIndex + 1}c${i + 1}`,
      name: `${grade}（${i + 1}）班`,
      grade,
      gradeIndex,
    })),
  )
  for (const { id, path, name } of classes)
    addOrg(making, { id, kind: 'class', parent_id: plan.id, path, name })
  return classes
}

/** Teachers 1 and 2 have classes in the middle of the school; the examples of the demo schools stand there. */
export const FIRST_EXAMPLE_CLASS = 2
function teacherNumber(index: number, classes: number): number {
  return ((index - FIRST_EXAMPLE_CLASS + classes) % classes) + 1
}

/** An account of the school with one role. In demo schools its subject is readable: `taicang-officer-1`. */
function addStaff(
  { plan, batch, random, now }: SchoolMaking,
  subject: string,
  role: Role,
  orgId: string,
): Person {
  const person = { id: random.uuid(), name: personName(random, random.chance(0.6) ? 'female' : 'male') }
  batch.add('account', {
    ...person,
    subject: `${plan.key ?? `s${plan.index}`}-${subject}`,
    status: 'active',
    rights_epoch: 1,
    student_id: null,
  })
  batch.add('role_assignment', roleRow(random.uuid(), person.id, role, orgId, plan.seed, now))
  return person
}

/** Demo schools have a person for each seat, to sign in as; elsewhere the first of `others` sit on the panel. */
function makePanel(
  { plan, batch, random, now }: SchoolMaking,
  hire: Hire,
  others: readonly Person[],
): Person[] {
  const { key, id, seed } = plan
  if (key) return Array.from({ length: PANEL_SIZE }, (_, i) => hire(`panel-${i + 1}`, 'panelMember'))
  const members = others.slice(0, PANEL_SIZE)
  for (const member of members) {
    batch.add('role_assignment', roleRow(random.uuid(), member.id, 'panelMember', id, seed, now))
  }
  return members
}

function addMentor(
  { plan, batch, random }: SchoolMaking,
  person: Person,
  kind: MentorKind,
  expertise: AidCategory[],
): Mentor {
  const mentorId = random.uuid()
  const capacity = kind === 'psych' ? random.between(6, 10) : random.between(3, 6)
  batch.add('mentor', {
    id: mentorId,
    account_id: person.id,
    school_id: plan.id,
    org_path: plan.path,
    name: person.name,
    kind,
    expertise,
    capacity,
  })
  return { ...person, mentorId, kind, free: capacity }
}
