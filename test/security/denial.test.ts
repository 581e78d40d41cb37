import { randomUUID } from 'node:crypto'
import { endpoints, getApplication, getStudent, type EndpointSpec } from '@sunshine-aid/api-contract'
import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import { ROLES, type Role } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMatrix } from './expectations.ts'
import { sampleOf } from './matrix.ts'
import { rankDifference } from './rankDifference.ts'
import { openWorld, type World } from './world/world.ts'

// Promise G4: "it does not exist" and "it is not for you" are one answer, byte for byte, and take the same time.

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Endpoints that name a record of another school, each with a role that is told "not found" there. */
const forbidden = endpoints.flatMap(endpoint => {
  const line = readMatrix().find(({ endpoint: id, scope }) => id === endpoint.id && scope === 'otherSchool')
  const role = ROLES.find(candidate => line?.expected[candidate] === '404')
  return role && endpoint.params ? [[endpoint.id, endpoint, role] as const] : []
})

/** Everything that is sent, under one request id; the date is the transport's. */
async function answerTo(endpoint: EndpointSpec, role: Role, input: TestInput, requestId: string) {
  const reply = await world.api.call(role, endpoint, {
    ...input,
    headers: { 'x-request-id': requestId },
  })
  const { date: _, ...headers } = reply.headers
  return { status: reply.status, headers, bytes: reply.text }
}

/** The same request about a record that nobody has. */
function aboutNothing({ params, ...input }: TestInput): TestInput {
  return { ...input, params: { ...(params as object), id: randomUUID() } }
}

describe('a record of another school and one that does not exist are the same answer to', () => {
  it.each(forbidden)('%s', async (_, endpoint, role) => {
    const elsewhere = sampleOf(endpoint.id).input({ world, principal: role, scope: 'otherSchool' })
    const requestId = randomUUID()
    const denied = await answerTo(endpoint, role, elsewhere, requestId)
    const absent = await answerTo(endpoint, role, aboutNothing(elsewhere), requestId)
    expect(denied.status).toBe(404)
    expect(denied).toEqual(absent)
  })

  it('so many endpoints that none can have been left out', () => {
    expect(forbidden.length).toBeGreaterThan(30)
  })
})

const PAIRS = 200
/** Two-sided p of about 0.00001: far beyond chance, far below a difference that anybody could use. */
const NOTICEABLE = 4.4

async function timesOf(ask: (kind: 'denied' | 'absent') => Promise<unknown>) {
  const times: Record<'denied' | 'absent', number[]> = { denied: [], absent: [] }
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // Whoever goes second finds warmer caches, so they take turns.
    for (const kind of pair % 2 === 0 ? (['denied', 'absent'] as const) : (['absent', 'denied'] as const)) {
      const began = performance.now()
      await ask(kind)
      times[kind].push(performance.now() - began)
    }
  }
  return times
}

describe('the time of a refusal', () => {
  it.each([
    ['getApplication', getApplication, 'applicationId'],
    ['getStudent', getStudent, 'studentId'],
  ] as const)('by %s does not tell whether the record exists', { timeout: 120_000 }, async (_, spec, id) => {
    const there = world.cases.otherSchool[id]
    const times = await timesOf(kind =>
      world.api.call('aidOfficer', spec, { params: { id: kind === 'denied' ? there : randomUUID() } }),
    )
    expect(Math.abs(rankDifference(times.denied, times.absent))).toBeLessThan(NOTICEABLE)
  })

  it('would be noticed if it differed by a fifth', () => {
    const times = Array.from({ length: PAIRS }, (_, at) => 5 + ((at * 7) % 13) / 5)
    const slower = times.map(time => time * 1.2)
    expect(Math.abs(rankDifference(slower, times))).toBeGreaterThan(NOTICEABLE)
  })
})
