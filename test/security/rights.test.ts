import {
  endpoints,
  getApplication,
  getStudent,
  listApplications,
  searchStudents,
} from '@sunshine-aid/api-contract'
import { addAccount } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import type { TokenOverrides } from '@sunshine-aid/api-server/src/testing/issuer.ts'
import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sampleOf } from './matrix.ts'
import { MONDAY, openWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('a right that is taken away is gone at the very next request, the token still being good (promise G12):', () => {
  let subject: string
  let accountId: string
  beforeEach(async () => {
    subject = crypto.randomUUID()
    accountId = await addAccount(world.api.ownerDb, subject, [{ role: 'aidOfficer', at: world.tree.c1k1s1 }])
  })

  const openFile = () =>
    world.api.call(subject, getApplication, { params: { id: world.cases.mine.applicationId } })

  const assignments = () =>
    world.api.ownerDb.updateTable('role_assignment').where('account_id', '=', accountId)

  it.each([
    ['the account is closed', 403, () => setStatus('disabled')],
    ['the role ended yesterday', 403, () => assignments().set({ valid_until: '2026-10-11' }).execute()],
    ['the role begins tomorrow', 403, () => assignments().set({ valid_from: '2026-10-13' }).execute()],
    ['the role is another one', 403, () => assignments().set({ role: 'panelMember' }).execute()],
    [
      'the role is held at another school',
      404,
      () => assignments().set({ org_id: world.tree.c1k1s2.id }).execute(),
    ],
    [
      'the role was deleted',
      403,
      () => world.api.ownerDb.deleteFrom('role_assignment').where('account_id', '=', accountId).execute(),
    ],
  ])('%s', async (why, status, change) => {
    expect((await openFile()).status).toBe(200)
    await change()
    // Another role still has the permission, yet no seat on this panel.
    expect((await openFile()).status).toBe(why === 'the role is another one' ? 404 : status)
    const list = await world.api.call(subject, listApplications)
    expect(list.status === 200 ? list.body.items.map(({ id }) => id) : []).not.toContain(
      world.cases.mine.applicationId,
    )
  })

  it('a pairing that ended closes the file to the mentor', async () => {
    const ask = () => world.api.call('mentor', getStudent, { params: { id: world.cases.mine.studentId } })
    expect((await ask()).status).toBe(200)
    await world.asOwner(trx =>
      trx
        .updateTable('pairing')
        .set({ ended_on: '2026-10-12' })
        .where('student_id', '=', world.cases.mine.studentId)
        .execute(),
    )
    expect((await ask()).status).toBe(404)
  })

  it('the stored answer to a retry is out of reach as well', async () => {
    const input = { body: { name: '试学生' }, idempotencyKey: crypto.randomUUID() }
    expect((await world.api.call(subject, searchStudents, input)).status).toBe(200)
    await assignments().set({ org_id: world.tree.c1k1s2.id }).execute()
    const retry = await world.api.call(subject, searchStudents, input)
    expect(retry.status).toBe(404)
    expect(retry.text).not.toContain('试学生')
  })

  const setStatus = (status: 'active' | 'disabled') =>
    world.api.ownerDb.updateTable('account').set({ status }).where('id', '=', accountId).execute()
})

describe('a token of the wrong kind is refused by every endpoint of the contract, with the same bytes (promise G10):', async () => {
  const stranger = await generateKeyPair('ES256', { extractable: true })
  const seconds = MONDAY.getTime() / 1_000
  const kinds: readonly (readonly [string, TokenOverrides])[] = [
    ['expired', { claims: { exp: seconds - 60 } }],
    ['not valid yet', { claims: { nbf: seconds + 60 } }],
    ['for another audience', { claims: { aud: 'another-api' } }],
    ['of another issuer', { claims: { iss: 'https://evil.example/' } }],
    ['an ID token', { header: { typ: 'JWT' } }],
    ['signed by somebody else', { key: stranger.privateKey }],
    ['of an unknown key', { header: { kid: 'other' } }],
    ['that brings its own keys', { header: { jku: 'https://evil.example/jwks' } }],
    [
      'that brings its own key',
      { header: { jwk: await exportJWK(stranger.publicKey) }, key: stranger.privateKey },
    ],
    [
      'HS256 with a guessed secret',
      { header: { alg: 'HS256' }, key: new TextEncoder().encode('secret'.repeat(8)) },
    ],
  ]
  const unsigned = (token: string) => {
    const [, payload] = token.split('.')
    return `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload ?? ''}.`
  }

  it.each(kinds)('%s', async (_, overrides) => {
    const token = await world.api.issuer.token('aidOfficer', overrides)
    await expectRefused(`Bearer ${token}`)
  })

  it('without a signature', async () => {
    await expectRefused(`Bearer ${unsigned(await world.api.token('aidOfficer'))}`)
  })

  async function expectRefused(authorization: string): Promise<void> {
    const requestId = crypto.randomUUID()
    const answers = await Promise.all(
      endpoints.map(endpoint =>
        world.api.call(null, endpoint, {
          ...sampleOf(endpoint.id).input({ world, principal: 'aidOfficer', scope: 'mine' }),
          headers: { authorization, 'x-request-id': requestId },
        }),
      ),
    )
    expect(answers.filter(({ status }) => status !== 401)).toEqual([])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  }
})
