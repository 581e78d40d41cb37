import { randomUUID } from 'node:crypto'
import { blindIndex } from '@sunshine-aid/api-server/src/crypto/blindIndex.ts'
import type { Keyring } from '@sunshine-aid/api-server/src/crypto/keyring.ts'
import { seal } from '@sunshine-aid/api-server/src/crypto/seal.ts'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import type { OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import type { People } from './people.ts'
import { CLASS_OF, SCHOOL_OF, SCOPES, type Scope } from './places.ts'

/** One child of each scope: a focus student with a visit. */
export interface Child {
  readonly studentId: string
  readonly episodeId: string
}

/** In the auditor's sample; not in it. */
const SAMPLED = 0
const UNSAMPLED = 99

/** What is in the auditor's sample: everything but the record of scope `sameSchool`. */
export function sampleSlot(scope: Scope): number {
  return scope === 'sameSchool' ? UNSAMPLED : SAMPLED
}

export const nameOf = (scope: Scope) => `试学生${SCOPES.indexOf(scope)}`

/** Adds the children without anything around them: the family's accounts need their ids. */
export async function addStudents(
  trx: Trx,
  tree: OrgTree,
  keyring: Keyring,
  now: Date,
): Promise<Readonly<Record<Scope, Child>>> {
  const children: Partial<Record<Scope, Child>> = {}
  for (const scope of SCOPES) {
    const studentId = randomUUID()
    const place = { org_path: tree[CLASS_OF[scope]].path, school_id: tree[SCHOOL_OF[scope]].id }
    // Fails the checksum on purpose: nobody has this number.
    const idNumber = `3205852015030${SCOPES.indexOf(scope)}000Z`
    await trx
      .insertInto('student')
      .values({
        ...place,
        id: studentId,
        class_id: tree[CLASS_OF[scope]].id,
        name: nameOf(scope),
        sex: 'female',
        stage: 'primary',
        grade: '三年级',
        birth_date: '2017-03-05',
        hardship_level: 'severe',
        recognised_on: '2026-09-20',
        enrolment: 'enrolled',
        id_number_sealed: seal(
          keyring,
          { table: 'student', column: 'id_number_sealed', rowId: studentId },
          idNumber,
        ),
        id_number_index: blindIndex(keyring, 'idNumber', idNumber),
        address_sealed: null,
        created_at: now,
        updated_at: now,
      })
      .execute()
    const episodeId = randomUUID()
    await trx
      .insertInto('episode')
      .values({
        ...place,
        id: episodeId,
        student_id: studentId,
        application_id: null,
        previous_id: null,
        status: 'active',
        aid_categories: ['academicTutoring'],
        started_on: '2026-09-21',
        ended_on: null,
      })
      .execute()
    children[scope] = { studentId, episodeId }
  }
  return children as Record<Scope, Child>
}

/** A visit that was recorded since is thrown into the sample by chance; here it follows its scope. */
export async function settleSample(trx: Trx, { studentId }: Child, scope: Scope): Promise<void> {
  await trx
    .updateTable('home_visit')
    .set({ sample_slot: sampleSlot(scope) })
    .where('student_id', '=', studentId)
    .execute()
}

/** Who guides whom: `accepted`, only `asked`, or over. */
const PAIRINGS = [
  ['mentor', 'mine', 'accepted'],
  ['psychTeacher', 'mine', 'accepted'],
  ['secondMentor', 'sameSchool', 'accepted'],
  ['mentor', 'sameSchool', 'ended'],
  ['mentor', 'sameSchool', 'asked'],
  // Left over from a time at the other school: the role is no longer held there.
  ['mentor', 'otherSchool', 'accepted'],
] as const

const KIND_OF = { mentor: 'academic', psychTeacher: 'psych', secondMentor: 'academic' } as const

/** The school's roster and its pairings. Nobody is an aid mentor, so every child stays in the gap list. */
export async function addMentors(
  trx: Trx,
  tree: OrgTree,
  people: People,
  children: Readonly<Record<Scope, Child>>,
): Promise<void> {
  const mentors: Partial<Record<keyof typeof KIND_OF, string>> = {}
  for (const person of ['mentor', 'psychTeacher', 'secondMentor'] as const)
    mentors[person] = await addMentor(trx, tree, person, people[person])
  for (const [person, scope, state] of PAIRINGS) {
    await trx
      .insertInto('pairing')
      .values({
        episode_id: children[scope].episodeId,
        student_id: children[scope].studentId,
        org_path: tree[CLASS_OF[scope]].path,
        mentor_id: mentors[person]!,
        mentor_account_id: people[person],
        kind: KIND_OF[person],
        accepted_on: state === 'asked' ? null : '2026-09-25',
        ended_on: state === 'ended' ? '2026-10-09' : null,
      })
      .execute()
  }
}

async function addMentor(
  trx: Trx,
  { c1k1s1 }: OrgTree,
  person: keyof typeof KIND_OF,
  accountId: string,
): Promise<string> {
  const { id } = await trx
    .insertInto('mentor')
    .values({
      account_id: accountId,
      school_id: c1k1s1.id,
      org_path: c1k1s1.path,
      name: person,
      kind: KIND_OF[person],
      expertise: ['academicTutoring'],
      capacity: 5,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A visit to each child. */
export async function addVisits(
  trx: Trx,
  tree: OrgTree,
  visitor: string,
  children: Readonly<Record<Scope, Child>>,
  now: Date,
): Promise<void> {
  for (const scope of SCOPES) {
    await trx
      .insertInto('home_visit')
      .values({
        student_id: children[scope].studentId,
        org_path: tree[CLASS_OF[scope]].path,
        application_id: null,
        mode: 'onSite',
        visited_on: '2026-10-01',
        reached: true,
        led_by_leader: false,
        policy_explained: true,
        companions: null,
        record: '家访记录',
        visitor_id: visitor,
        visitor_name: '某老师',
        recorded_at: now,
        sample_slot: sampleSlot(scope),
      })
      .execute()
  }
}
