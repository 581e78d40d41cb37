import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { addAccount, plantOrgTree, type OrgTree, type TestRole } from '../testing/orgTree.ts'
import { loadPrincipal } from './principal.ts'
import { inScope } from './scope.ts'

const now = new Date('2026-11-21T08:00:00Z')
let database: TestDatabase
let tree: OrgTree

beforeAll(async () => {
  database = await testDatabase()
  tree = await plantOrgTree(database.db.owner)
})
afterAll(() => database.drop())

async function someone(...roles: TestRole[]): Promise<string> {
  const subject = randomUUID()
  await addAccount(database.db.owner, subject, roles)
  return subject
}
const load = (subject: string, at = now) => loadPrincipal(database.db.app, subject, at)

it('a principal has the roles, places and schools of the account', async () => {
  const subject = await someone(
    { role: 'classTeacher', at: tree.c1k1s1a1 },
    { role: 'mentor', at: tree.c1k1s2 },
  )
  expect((await load(subject)).principal).toMatchObject({
    subject,
    studentId: null,
    assignments: [
      { role: 'classTeacher', orgId: tree.c1k1s1a1.id, orgKind: 'class', schoolId: tree.c1k1s1.id },
      {
        role: 'mentor',
        orgId: tree.c1k1s2.id,
        orgKind: 'school',
        schoolId: tree.c1k1s2.id,
        orgName: 'c1k1s2',
      },
    ],
    caseScope: [tree.c1k1s1a1.path, tree.c1k1s2.path],
    countScope: [tree.c1k1s1.path, tree.c1k1s2.path],
  })
})

it('an administrator of a region reaches figures and no case', async () => {
  const { principal } = await load(await someone({ role: 'countyAdmin', at: tree.c1k1 }))
  expect(principal).toMatchObject({
    caseScope: [],
    countScope: [tree.c1k1.path],
    assignments: [{ schoolId: null }],
  })
})

describe('nobody is let in', () => {
  it('who has no account', async () => {
    expect(await load('nobody')).toEqual({ principal: null, refusal: 'unknownAccount' })
  })

  it('whose account is disabled, from the next request on', async () => {
    const subject = await someone({ role: 'mentor', at: tree.c1k1s1 })
    expect((await load(subject)).principal).not.toBeNull()
    await database.db.owner
      .updateTable('account')
      .set({ status: 'disabled' })
      .where('subject', '=', subject)
      .execute()
    expect(await load(subject)).toEqual({ principal: null, refusal: 'accountDisabled' })
  })

  it('who holds no role', async () => {
    expect(await load(await someone())).toEqual({ principal: null, refusal: 'noRoleToday' })
  })

  it.each(["' or true --", '%', ''])('under the subject %j', async subject => {
    expect((await load(subject)).principal).toBeNull()
  })
})

it.each([
  ['the evening before', '2026-08-31T15:59:59Z', false],
  ['the first minute of its first day in China', '2026-08-31T16:00:00Z', true],
  ['the last minute of its last day in China', '2027-01-31T15:59:59Z', true],
  ['the minute after', '2027-01-31T16:00:00Z', false],
])('a role counts by the Chinese calendar: %s', async (_, moment, valid) => {
  const subject = await someone({ role: 'mentor', at: tree.c1k1s1, from: '2026-09-01', until: '2027-01-31' })
  expect((await load(subject, new Date(moment))).principal !== null).toBe(valid)
})

it('each change of rights raises the epoch of the account', async () => {
  const subject = await someone({ role: 'mentor', at: tree.c1k1s1 })
  const { owner } = database.db
  const account = () =>
    owner.selectFrom('account').selectAll().where('subject', '=', subject).executeTakeFirstOrThrow()
  const { id, rights_epoch: before } = await account()
  await owner
    .updateTable('role_assignment')
    .set({ valid_until: '2026-11-20' })
    .where('account_id', '=', id)
    .execute()
  await owner.updateTable('account').set({ status: 'disabled' }).where('id', '=', id).execute()
  await owner.deleteFrom('role_assignment').where('account_id', '=', id).execute()
  expect((await account()).rights_epoch).toBe(before + 3)
})

it.each([
  ['classTeacher', 'c1k1s1'],
  ['student', 'c1k1s1'],
  ['aidOfficer', 'c1k1'],
  ['mentor', 'c1k1s1a1'],
  ['countyAdmin', 'c1'],
  ['provinceAdmin', 'c1k1s1'],
  ['auditor', 'c1k1s1a1'],
] as const)('the database does not take a %s at %s', async (role, at) => {
  await expect(someone({ role, at: tree[at] })).rejects.toThrow(/is not held at a/)
})

it('nobody approves the role that they gave', async () => {
  const { id } = await database.db.owner.selectFrom('account').select('id').executeTakeFirstOrThrow()
  const grant = database.db.owner.insertInto('role_assignment').values({
    account_id: id,
    role: 'mentor',
    org_id: tree.c1k1s1.id,
    valid_from: '2026-01-01',
    valid_until: null,
    granted_by: id,
    approved_by: id,
  })
  await expect(grant.execute()).rejects.toThrow('role_assignment_two_people')
})

it.each([
  ['p.c1.c9', 'elsewhere'],
  ['p.c1.c1k1.c1k1s1.deeper', 'too deep'],
  ['', 'nowhere'],
])('a school of a county cannot have the path %j', async path => {
  const school = database.db.owner.insertInto('org').values({
    kind: 'school',
    parent_id: tree.c1k1.id,
    path,
    name: 'x',
    division_code: '320000',
    stage: 'primary',
    area: null,
    policy_profile: null,
  })
  await expect(school.execute()).rejects.toThrow('continues that of its parent')
})

describe('a scope', () => {
  it('holds one clock and one account', async () => {
    const { principal } = await load(await someone({ role: 'mentor', at: tree.c1k1s1 }))
    const { rows } = await inScope(database.db.app, principal!, now, trx =>
      sql<{ now: Date; account: string }>`select app.now() as now, app.account_id() as account`.execute(trx),
    )
    expect(rows).toEqual([{ now, account: principal!.accountId }])
  })

  it.each(['', '"",p', 'p}', 'p,q', 'p.*', 'p..q'])('refuses the path %j', async path => {
    const { principal } = await load(await someone({ role: 'mentor', at: tree.c1k1s1 }))
    const forged = { ...principal!, caseScope: [path] }
    expect(() => inScope(database.db.app, forged, now, async () => undefined)).toThrow(RangeError)
  })
})

it('days and big numbers arrive exactly', async () => {
  const { rows } = await sql<{ day: string; n: number; china: string }>`
    select date '2026-03-01' as day, 9007199254740991::bigint as n, ('2026-02-28T16:00Z'::timestamptz)::date as china`.execute(
    database.db.app,
  )
  expect(rows).toEqual([{ day: '2026-03-01', n: Number.MAX_SAFE_INTEGER, china: '2026-03-01' }])
  await expect(sql`select 9007199254740992::bigint`.execute(database.db.app)).rejects.toThrow(RangeError)
})
