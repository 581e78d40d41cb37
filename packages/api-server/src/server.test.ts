import { endpoints, getDeviceKey, getMe } from '@sunshine-aid/api-contract'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { sessionRoutes } from './session/routes.ts'
import { testApi } from './testing/api.ts'
import { sampleApi } from './testing/sample.ts'
import { listNotes, sampleEndpoints } from './testing/sampleEndpoints.ts'
import { closeGate, sampleRoutes } from './testing/sampleRoutes.ts'
import { addNote } from './testing/sampleEndpoints.ts'

const api = await sampleApi()
afterAll(() => api.close())
const open = { pass: () => Promise.resolve() }

describe('the server refuses to start', () => {
  test('while an endpoint of the contract has no handler', async () => {
    const start = testApi({ endpoints: [getMe, getDeviceKey, listNotes], routes: [sessionRoutes] })
    await expect(start).rejects.toThrow('endpoints without a handler: listNotes')
  })

  test('when an endpoint has two handlers', async () => {
    const start = testApi({ endpoints: [getMe, getDeviceKey], routes: [sessionRoutes, sessionRoutes] })
    await expect(start).rejects.toThrow('getMe is implemented twice')
  })

  test('when a handler serves what the contract does not know', async () => {
    const start = testApi({ endpoints: [getMe, getDeviceKey], routes: [sessionRoutes, sampleRoutes(open)] })
    await expect(start).rejects.toThrow('listNotes is not in the contract')
  })
})

test('ids of endpoints, and methods with paths, are there once', () => {
  const ids = endpoints.map(({ id }) => id)
  const routes = endpoints.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(routes).size).toBe(routes.length)
})

describe('health', () => {
  test('the process answers as long as it lives, without asking anybody', async () => {
    const answer = await api.app.inject('/api/live')
    expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'live' }])
  })

  test('it is ready while the database takes audit rows and has all migrations', async () => {
    expect((await api.app.inject('/api/ready')).statusCode).toBe(200)
  })

  test('it is not ready when a migration is missing', async () => {
    const behind = await sampleApi({ migrations: 9_999 })
    const answer = await behind.app.inject('/api/ready')
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'notReady' }])
    await behind.close()
  })
})

test('the OpenAPI document is public and has every endpoint', async () => {
  const answer = await api.app.inject('/api/openapi.json')
  const document = answer.json<{ paths: Record<string, Record<string, { operationId: string }>> }>()
  const ids = Object.values(document.paths).flatMap(path =>
    Object.values(path).map(({ operationId }) => operationId),
  )
  expect(ids.sort()).toEqual(sampleEndpoints.map(({ id }) => id).sort())
})

test('stopping finishes what was accepted, and takes nothing new', async () => {
  const stopping = await sampleApi()
  const { reached, open } = closeGate(stopping.gate)
  const accepted = stopping.call('officer', addNote, { body: { title: 'last', hold: true } })
  await reached
  const address = await stopping.app.listen({ host: '127.0.0.1', port: 0 })
  const closed = stopping.app.close()
  open()
  expect((await accepted).status).toBe(201)
  await closed
  await expect(fetch(`${address}/api/live`)).rejects.toThrow()
})

test('with too much to do at once, the next request is sent away for a moment', async () => {
  const small = await sampleApi({ limits: { maxInFlight: 1 } })
  const { reached, open } = closeGate(small.gate)
  const first = small.call('officer', addNote, { body: { title: 'slow', hold: true } })
  await reached
  const second = await small.call('officer', listNotes)
  expect([second.status, second.problem.code, second.headers['retry-after']]).toEqual([
    503,
    'unavailable',
    '2',
  ])
  expect((await small.app.inject('/api/live')).statusCode).toBe(200)
  open()
  expect((await first).status).toBe(201)
  expect((await small.call('officer', listNotes)).status).toBe(200)
  await small.close()
})

test('keys that no retry can ask for any more are forgotten', async () => {
  await api.call('officer', addNote, { body: { title: 'old' } })
  const tomorrow = new Date(Date.now() + 86_400_000)
  const { rows } = await sql<{
    gone: number
  }>`select app.forget_idempotency(${tomorrow}, 10) as gone`.execute(api.db)
  expect(rows[0]!.gone).toBeGreaterThan(0)
})
