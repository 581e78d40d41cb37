import { getMe } from '@sunshine-aid/api-contract'
import { permissionsOf } from '@sunshine-aid/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApi } from '../testing/api.ts'
import { addAccount, addPlaces, type Places } from '../testing/places.ts'
import { sessionRoutes } from './routes.ts'

const api = await testApi({ endpoints: [getMe], routes: [sessionRoutes] })
afterAll(() => api.close())

let places: Places
beforeAll(async () => {
  places = await addPlaces(api.ownerDb)
})

test('says who is signed in, where, and what they may do', async () => {
  const accountId = await addAccount(api.ownerDb, 'head', 'schoolHead', places.school)
  const { status, body } = await api.call('head', getMe)
  expect(status).toBe(200)
  expect(body).toEqual({
    accountId,
    name: 'head 姓名',
    assignments: [
      {
        role: 'schoolHead',
        orgId: places.school.id,
        orgName: 'school s1',
        orgKind: 'school',
        schoolId: places.school.id,
      },
    ],
    permissions: permissionsOf(['schoolHead']),
  })
})

test('a role that was given a moment ago is there with the next request', async () => {
  await addAccount(api.ownerDb, 'new', null, places.school)
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
    org_id: places.county.id,
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
  await addAccount(api.ownerDb, 'quiet', 'mentor', places.school)
  await api.call('quiet', getMe)
  const rows = await api.ownerDb
    .selectFrom('audit_event')
    .select('action')
    .where('outcome', '=', 'done')
    .execute()
  expect(rows).toEqual([])
})
