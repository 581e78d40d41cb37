import { randomUUID } from 'node:crypto'
import type { EnrolmentStatus } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { blindIndex } from '../../crypto/blindIndex.ts'
import { seal } from '../../crypto/seal.ts'
import { inFullScope } from '../../database/scope.ts'
import type { Trx } from '../../database/schema.ts'
import { testApi, type TestApi, type TestApiOptions } from '../../testing/api.ts'
import { addAccount, plantOrgTree, type OrgTree, type Place, type TestRole } from '../../testing/orgTree.ts'

/** A Monday morning in the first semester, in China. */
export const MONDAY = new Date('2026-10-12T01:30:00.000Z')

/** Who works at the school, and who looks at it from outside. The name is the account's subject. */
const PEOPLE = {
  teacher: ['classTeacher', 'c1k1s1a1'],
  teacher2: ['classTeacher', 'c1k1s1a2'],
  officer: ['aidOfficer', 'c1k1s1'],
  officer2: ['aidOfficer', 'c1k1s1'],
  pan1: ['panelMember', 'c1k1s1'],
  pan2: ['panelMember', 'c1k1s1'],
  pan3: ['panelMember', 'c1k1s1'],
  pan4: ['panelMember', 'c1k1s1'],
  psych: ['psychTeacher', 'c1k1s1'],
  head: ['schoolHead', 'c1k1s1'],
  mentor: ['mentor', 'c1k1s1'],
  neighbour: ['aidOfficer', 'c1k1s2'],
  stranger: ['schoolHead', 'c2k1s1'],
  county: ['countyAdmin', 'c1k1'],
  auditor: ['auditor', 'c1k1s1'],
} as const satisfies Record<string, readonly [TestRole['role'], Place]>

/** The real API over one school with its people. The clock stands still until a test moves it. */
export interface School extends TestApi {
  readonly tree: OrgTree
  /** Account id of whoever has this subject. */
  readonly id: (subject: string) => string
  readonly clock: { now: Date }
  addAccount(subject: string, roles: readonly TestRole[], studentId?: string): Promise<void>
  /** Gives a role at the school to somebody who is there already. */
  promote(subject: string, role: TestRole['role']): Promise<void>
  /** A student of the first class, or of `place`. */
  addStudent(student?: { name?: string; place?: Place; enrolment?: EnrolmentStatus }): Promise<string>
  /** Looks or arranges as the owner, past all rules. */
  asOwner<T>(fn: (trx: Trx) => Promise<T>): Promise<T>
}

export async function openSchool(options: TestApiOptions = {}): Promise<School> {
  const clock = { now: MONDAY }
  const api = await testApi({
    clock: () => clock.now,
    // A busy machine is no reason to be turned away.
    limits: { requestsPerWindow: 1_000_000, maxEventLoopDelayMs: 60_000 },
    ...options,
  })
  const asOwner = <T>(fn: (trx: Trx) => Promise<T>) => inFullScope(api.ownerDb, clock.now, fn)
  const tree = await plantOrgTree(api.ownerDb)
  // Strictest of the profiles: a visit each semester, before the determination.
  await asOwner(trx =>
    trx.updateTable('org').set({ policy_profile: 'taicang2024' }).where('kind', '=', 'city').execute(),
  )
  const ids = new Map<string, string>()
  const id = (subject: string) => ids.get(subject) ?? unknown(subject)
  const addPerson: School['addAccount'] = async (subject, roles, studentId) => {
    ids.set(subject, await addAccount(api.ownerDb, subject, roles, studentId))
  }
  for (const [person, [role, place]] of Object.entries(PEOPLE))
    await addPerson(person, [{ role, at: tree[place] }])
  return {
    ...api,
    tree,
    id,
    clock,
    asOwner,
    addAccount: addPerson,
    promote: (subject, role) => asOwner(trx => grant(trx, id(subject), role, tree.c1k1s1.id)),
    addStudent: student => asOwner(trx => insertStudent(trx, api, tree, student)),
  }
}

function unknown(subject: string): never {
  throw new Error(`nobody is called ${subject}`)
}

async function grant(trx: Trx, accountId: string, role: TestRole['role'], orgId: string): Promise<void> {
  await trx
    .insertInto('role_assignment')
    .values({
      account_id: accountId,
      role,
      org_id: orgId,
      valid_from: '2020-01-01',
      valid_until: null,
      granted_by: randomUUID(),
      approved_by: randomUUID(),
    })
    .execute()
}

let students = 0

async function insertStudent(
  trx: Trx,
  { keyring }: TestApi,
  tree: OrgTree,
  { name, place = 'c1k1s1a1', enrolment = 'enrolled' }: Parameters<School['addStudent']>[0] = {},
): Promise<string> {
  const id = randomUUID()
  students += 1
  // Fails the checksum on purpose: nobody has this number.
  const idNumber = `3205852015${String(students).padStart(7, '0')}Z`
  await trx
    .insertInto('student')
    .values({
      id,
      org_path: tree[place].path,
      school_id: tree[place.slice(0, -2) as Place].id,
      class_id: tree[place].id,
      name: name ?? `学生${students}`,
      sex: 'female',
      stage: 'primary',
      grade: '三年级',
      birth_date: '2017-03-05',
      hardship_level: 'severe',
      recognised_on: '2026-09-20',
      enrolment,
      id_number_sealed: seal(keyring, { table: 'student', column: 'id_number_sealed', rowId: id }, idNumber),
      id_number_index: blindIndex(keyring, 'idNumber', idNumber),
      address_sealed: seal(
        keyring,
        { table: 'student', column: 'address_sealed', rowId: id },
        '太仓市浮桥镇某村1号',
      ),
      created_at: MONDAY,
      updated_at: MONDAY,
    })
    .execute()
  return id
}

/** How many rows each table that a command may write holds: equal before and after means nothing was written. */
export async function writtenRows(school: School): Promise<unknown> {
  return school.asOwner(async trx => {
    const { rows } = await sql<Record<string, number>>`select
      (select json_agg(row(id, version, status, updated_at) order by id) from application) as applications,
      (select count(*) from application_event) as events, (select count(*) from home_visit) as visits,
      (select json_agg(row(application_id, version) order by application_id) from panel) as panels,
      (select count(*) from panel_member where voted_at is not null or recused is not null) as said,
      (select count(*) from panel_member) as seats,
      (select count(*) from episode) as episodes, (select count(*) from determination) as determinations,
      (select count(*) from aid_service) as services`.execute(trx)
    return rows[0]
  })
}
