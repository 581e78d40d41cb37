import { getDeviceKey, getMe } from '@sunshine-aid/api-contract'
import { permissionsOf } from '@sunshine-aid/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApi } from '../testing/api.ts'
import { addAccount, plantOrgTree, type OrgTree } from '../testing/orgTree.ts'
import { sessionRoutes } from './routes.ts'

const api = await testApi({ endpoints: [getMe, getDeviceKey], routes: [sessionRoutes] })
afterAll(() => api.close())

let tree: OrgTree
beforeAll(async () => {
  tree = await plantOrgTree(api.ownerDb)
})

test('says who is signed in, where, and what they may do', async () => {
  const accountId = await addAccount(api.ownerDb, 'head', [{ role: 'schoolHead', at: tree.c1k1s1 }])
  const { status, body } = await api.call('head', getMe)
  expect(status).toBe(200)
  expect(body).toEqual({
    accountId,
    name: 'head',
    assignments: [
      {
        role: 'schoolHead',
        orgId: tree.c1k1s1.id,
        orgName: 'c1k1s1',
        orgKind: 'school',
        schoolId: tree.c1k1s1.id,
      },
    ],
    permissions: permissionsOf(['schoolHead']),
  })
})

test('a role that was given a moment ago is there with the next request', async () => {
  await addAccount(api.ownerDb, 'new', [])
  expect((await api.call('new', getMe)).problem.code).toBe('not_allowed')
  const { id } = await api.ownerDb
    .selectFrom('account')
    .select('id')
    .where('subject', '=', 'new')
    .executeTakeFirstOrThrow()
  const givers = { granted_by: crypto.randomUUID(), approved_by: crypto.randomUUID() }
  const row = {
    account_id: id,
    role: 'auditor',
    org_id: tree.c1k1.id,
    valid_until: null,
    ...givers,
  } as const
  await api.ownerDb
    .insertInto('role_assignment')
    .values({ ...row, valid_from: '2020-01-01' })
    .execute()
  expect((await api.call('new', getMe)).body.permissions).toEqual(permissionsOf(['auditor']))
})

test('asking for oneself leaves no row in the trail', async () => {
  await addAccount(api.ownerDb, 'quiet', [{ role: 'mentor', at: tree.c1k1s1 }])
  await api.call('quiet', getMe)
  const rows = await api.ownerDb
    .selectFrom('audit_event')
    .select('action')
    .where('outcome', '=', 'done')
    .execute()
  expect(rows).toEqual([])
})

test('each account gets its own device key, the same again after the next sign-in', async () => {
  for (const account of ['one', 'two'])
    await addAccount(api.ownerDb, account, [{ role: 'classTeacher', at: tree.c1k1s1a1 }])
  const keyOf = async (account: string) => (await api.call(account, getDeviceKey)).body.keys[0]?.key ?? ''
  const one = await keyOf('one')
  expect(Buffer.from(one, 'base64')).toHaveLength(32)
  expect(await keyOf('one')).toBe(one)
  expect(await keyOf('two')).not.toBe(one)
})
