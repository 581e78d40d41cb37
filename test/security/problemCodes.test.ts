import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import {
  endpoint,
  endpoints,
  PROBLEM_CODES,
  recordVisit,
  searchStudents,
  type ProblemBody,
  type ProblemCode,
} from '@sunshine-aid/api-contract'
import { implement } from '@sunshine-aid/api-server/src/http/implement.ts'
import { serverOptions } from '@sunshine-aid/api-server/src/http/serverOptions.ts'
import { routes } from '@sunshine-aid/api-server/src/routes.ts'
import { internal, record, z } from '@sunshine-aid/domain'
import Fastify from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { declaredCodes } from './hostile/judge.ts'
import { endpointOf, sampleOf } from './matrix.ts'
import { WAYS } from './problemCodes.ts'
import { INFECTED } from './problemCodes/evidence.ts'
import type { Way } from './problemCodes/way.ts'
import { standOf } from './samples.ts'
import { openWorld, type World } from './world/world.ts'

// Hundreds of requests a test, on a machine that may be busy with other things.
vi.setConfig({ testTimeout: 120_000 })

// Promise G7: every code of the table is reached by a request, and its endpoint declares it. A code that nothing
// reaches would be a sentence that nobody has ever seen.

const crash = endpoint({
  method: 'GET',
  path: '/crash',
  id: 'crash',
  tag: 'session',
  summary: 'Crashes',
  access: { permission: 'signedIn', audit: 'none' },
  reply: record({ fine: internal(z.boolean()) }),
  problems: [],
})
/** Of one account; more than any test here sends. */
const REQUESTS = 300
const reached = new Set<string>()
const faults: unknown[] = []
let world: World
let declared: ReturnType<typeof declaredCodes>

beforeAll(async () => {
  world = await openWorld({
    endpoints: [...endpoints, crash],
    routes: [...routes, app => implement(app, crash, () => Promise.reject(new Error('on purpose')))],
    onFault: fault => faults.push(fault),
    scanner: { scan: bytes => Promise.resolve(INFECTED.equals(bytes) ? 'infected' : 'clean') },
    limits: { requestsPerWindow: REQUESTS },
  })
  declared = declaredCodes((await world.api.app.inject('/api/openapi.json')).body)
})
afterAll(() => world.close())
/** Nobody is in focus yet, everybody was visited, and the list that was uploaded is good. */
beforeEach(() =>
  world.asOwner(async trx => {
    await trx.updateTable('episode').set({ status: 'exited', ended_on: '2026-10-01' }).execute()
    await trx.updateTable('home_visit').set({ visited_on: '2026-10-01' }).execute()
    await trx.updateTable('student').set({ enrolment: 'enrolled', stage: 'primary' }).execute()
    await sql`update import_job set state = 'ready', faulty_rows = 0, expires_at = '2026-10-13'`.execute(trx)
  }),
)

function reach({ code }: ProblemBody): string {
  reached.add(code)
  return code
}

async function take({
  endpoint: id,
  by = 'aidOfficer',
  stand,
  given,
  input,
  blind,
}: Way): Promise<ProblemBody> {
  const sample = sampleOf(id)
  await world.arrange(stand ?? standOf(sample))
  if (given) await world.asOwner(trx => given(trx, world))
  const changes = typeof input === 'function' ? input(world) : input
  const { ifMatch, ...rest } = sample.input({ world, principal: 'aidOfficer', scope: 'mine' })
  const version = blind || ifMatch === undefined ? {} : { ifMatch }
  const subject = by === 'anonymous' ? null : by
  return (await world.api.call(subject, endpointOf(id), { ...version, ...rest, ...changes })).problem
}

describe('a request is answered with', () => {
  it.each(WAYS.map(way => [way.code, way] as const))('%s', async (code, way) => {
    expect(reach(await take(way))).toBe(code)
    expect(declared.get(way.endpoint)).toContain(code)
  })

  it('method_not_allowed', async () => {
    expect(reach((await world.api.app.inject({ method: 'PUT', url: '/api/v1/me' })).json())).toBe(
      'method_not_allowed',
    )
  })

  it('in_flight, while the first request under the key is being worked on', async () => {
    await world.arrange({ status: 'awaitingVisit' })
    const { body } = sampleOf('recordVisit').input({ world, principal: 'aidOfficer', scope: 'mine' })
    const params = { id: world.cases.mine.studentId }
    const input = { params, body: body as object, idempotencyKey: crypto.randomUUID() }
    const replies = await world.asOwner(async trx => {
      await sql`select from application for update`.execute(trx)
      const first = world.api.call('aidOfficer', recordVisit, input)
      await new Promise(resolve => setTimeout(resolve, 500))
      const second = await world.api.call('aidOfficer', recordVisit, input)
      return { first, second }
    })
    expect(reach(replies.second.problem)).toBe('in_flight')
    expect((await replies.first).status).toBe(201)
  })

  it('idempotency_mismatch', async () => {
    const idempotencyKey = crypto.randomUUID()
    await world.api.call('aidOfficer', searchStudents, { body: { name: '学' }, idempotencyKey })
    const other = await world.api.call('aidOfficer', searchStudents, { body: { name: '生' }, idempotencyKey })
    expect(reach(other.problem)).toBe('idempotency_mismatch')
  })

  it('internal', async () => {
    expect(reach((await world.api.call('aidOfficer', crash)).problem)).toBe('internal')
    expect(faults).toHaveLength(1)
  })

  it('unavailable, when the audit trail cannot take the row: no audit, no answer', async () => {
    const { ownerDb } = world.api
    await sql`revoke insert on audit_event from sunshine_app`.execute(ownerDb)
    const problem = await take({ code: 'unavailable', endpoint: 'getStudent' })
    await sql`grant insert on audit_event to sunshine_app`.execute(ownerDb)
    expect(reach(problem)).toBe('unavailable')
  })

  it('too_many_requests', async () => {
    for (let sent = 0; sent < REQUESTS; sent += 50)
      await Promise.all(Array.from({ length: 50 }, () => world.api.call('noRole', endpointOf('getMe'))))
    const { problem, headers } = await world.api.call('noRole', endpointOf('getMe'))
    expect(reach(problem)).toBe('too_many_requests')
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })

  it('request_timeout, when a request never ends', async () => {
    const options = serverOptions({ log: false, limits: { requestTimeoutMs: 200 } })
    const hasty = Fastify({
      ...options,
      http: { ...options.http, connectionsCheckingInterval: 50 },
      connectionTimeout: 0,
    })
    await hasty.listen({ host: '127.0.0.1', port: 0 })
    const socket = connect((hasty.server.address() as AddressInfo).port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{')
    const [, body = ''] = (await text(socket)).split('\r\n\r\n')
    await hasty.close()
    expect(reach(JSON.parse(body) as ProblemBody)).toBe('request_timeout')
  })
})

/** Rules of the domain that the API never has to name, with what it answers before. */
const SECOND_FENCES: readonly (readonly [ProblemCode, Way])[] = [
  [
    // Whoever has no seat on a panel does not reach it at all.
    'not_a_member',
    {
      code: 'not_found',
      endpoint: 'giveOpinion',
      by: 'panelMember',
      given: trx => trx.deleteFrom('panel_member').where('name', '=', 'panelMember').execute(),
    },
  ],
]

it.each(SECOND_FENCES)('before the rule %s there is another answer', async (_, way) => {
  expect((await take(way)).code).toBe(way.code)
})

it('no code of the table is left that nothing reached', () => {
  const fences = SECOND_FENCES.map(([code]) => code)
  expect(PROBLEM_CODES.filter(code => !reached.has(code))).toEqual(fences)
})
