import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runVerify } from '@sunshine-aid/api-server/src/audit/runVerify.ts'
import { createAnchorer } from '@sunshine-aid/api-server'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readMatrix } from './expectations.ts'
import { endpointOf, sampleOf } from './matrix.ts'
import { PRINCIPALS } from './world/people.ts'
import { MONDAY, openWorld, type World } from './world/world.ts'

// Hundreds of requests a test, on a machine that may be busy with other things.
vi.setConfig({ testTimeout: 120_000 })

// Promise G20: every access is on record, once, done or denied, also under load; and the record is true.

let world: World
let folder: string
beforeAll(async () => {
  world = await openWorld()
  folder = await mkdtemp(join(tmpdir(), 'sunshine-anchors-'))
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

interface Given {
  readonly requestId: string
  readonly endpoint: string
  readonly principal: string
  readonly status: number
}

/** Every read of the matrix by everybody, twelve at a time. */
async function readEverything(): Promise<Given[]> {
  const cells = readMatrix()
    .filter(({ endpoint }) => endpointOf(endpoint).method === 'GET')
    .flatMap(line => PRINCIPALS.map(principal => ({ line, principal })))
  const given: Given[] = []
  for (let from = 0; from < cells.length; from += 12)
    given.push(
      ...(await Promise.all(
        cells.slice(from, from + 12).map(async ({ line: { endpoint, scope }, principal }) => {
          const requestId = crypto.randomUUID()
          const question = { world, principal, scope: scope === '-' ? 'mine' : scope } as const
          const { status } = await world.api.call(
            principal === 'anonymous' ? null : principal,
            endpointOf(endpoint),
            { ...sampleOf(endpoint).input(question), headers: { 'x-request-id': requestId } },
          )
          return { requestId, endpoint, principal, status }
        }),
      )),
    )
  return given
}

/** What the trail should say of an answer: nothing of an unaudited one that went well, nor of a bad token. */
function expectedOutcome({ endpoint, status }: Given): 'done' | 'denied' | undefined {
  if (status === 401) return undefined
  if (status < 300) return endpointOf(endpoint).access.audit === 'none' ? undefined : 'done'
  return 'denied'
}

async function trail() {
  const rows = await world.asOwner(trx =>
    trx.selectFrom('audit_event').select(['request_id', 'action', 'outcome']).execute(),
  )
  return Map.groupBy(rows, ({ request_id }) => request_id)
}

const verify = async () => {
  const lines: string[] = []
  const code = await runVerify(world.api.ownerDb, join(folder, 'anchors.jsonl'), line => lines.push(line))
  return { code, lines }
}

it('each answer under load has exactly the row that it should have', { timeout: 120_000 }, async () => {
  const given = await readEverything()
  const rows = await trail()
  const wrong = given.filter(answer => {
    const outcome = expectedOutcome(answer)
    const found = rows.get(answer.requestId) ?? []
    const expected = outcome === undefined ? [] : [{ action: answer.endpoint, outcome }]
    return (
      JSON.stringify(found.map(({ action, outcome: was }) => ({ action, outcome: was }))) !==
      JSON.stringify(expected)
    )
  })
  expect(wrong).toEqual([])
  expect(given.filter(answer => expectedOutcome(answer) === 'done').length).toBeGreaterThan(100)
  expect(given.filter(answer => expectedOutcome(answer) === 'denied').length).toBeGreaterThan(500)
})

it('the trail that was written under load verifies, and neither a changed nor a removed row goes unnoticed', async () => {
  const { ownerDb } = world.api
  await createAnchorer(ownerDb, join(folder, 'anchors.jsonl')).anchor(MONDAY)
  expect(await verify()).toMatchObject({ code: 0 })
  const chain = world.tree.c1k1s1.id
  const events = world.asOwner(trx =>
    trx.selectFrom('audit_event').selectAll().where('chain', '=', chain).orderBy('seq').execute(),
  )
  const all = await events
  const middle = all[Math.floor(all.length / 2)]!
  const at = { chain, seq: middle.seq }

  const change = (outcome: 'done' | 'denied') =>
    world.asOwner(trx =>
      trx
        .updateTable('audit_event')
        .set({ outcome })
        .where('chain', '=', at.chain)
        .where('seq', '=', at.seq)
        .execute(),
    )
  await change(middle.outcome === 'done' ? 'denied' : 'done')
  const changed = await verify()
  expect(changed.code).toBe(1)
  expect(changed.lines.join('\n')).toContain(`altered: event ${at.seq} of chain ${chain}`)
  await change(middle.outcome)
  expect(await verify()).toMatchObject({ code: 0 })

  await world.asOwner(trx =>
    trx.deleteFrom('audit_event').where('chain', '=', at.chain).where('seq', '=', at.seq).execute(),
  )
  const removed = await verify()
  expect(removed.code).toBe(1)
  expect(removed.lines.join('\n')).toContain(`missing: event ${at.seq} of chain ${chain}`)
})
