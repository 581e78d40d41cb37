import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { inFullScope } from '../database/scope.ts'
import { addAccount } from '../testing/orgTree.ts'
import { sampleApi } from '../testing/sample.ts'
import { closeGate } from '../testing/sampleRoutes.ts'
import { addNote, failNote, sendNotes } from '../testing/sampleEndpoints.ts'

let now = new Date()
const api = await sampleApi({ clock: () => now })
afterAll(() => api.close())

async function notesWith(title: string): Promise<number> {
  const { rows } = await inFullScope(api.ownerDb, now, trx =>
    sql<{ n: number }>`select count(*)::int as n from note where title = ${title}`.execute(trx),
  )
  return rows[0]!.n
}

test('a POST without a key is refused with 428 and does nothing', async () => {
  const { status, problem } = await api.call('officer', addNote, {
    body: { title: 'keyless' },
    idempotencyKey: null,
  })
  expect([status, problem.code, await notesWith('keyless')]).toEqual([428, 'idempotency_key_required', 0])
})

test.each(['', ' ', 'a b', 'ключ', 'x'.repeat(129), "1'; drop"])(
  'the key %j is no key',
  async idempotencyKey => {
    const { status } = await api.call('officer', addNote, { body: { title: 'badKey' }, idempotencyKey })
    expect(status).toBe(400)
  },
)

test('a retry gets the first answer again, and says so', async () => {
  const input = { body: { title: 'twice' }, idempotencyKey: randomUUID() }
  const first = await api.call('officer', addNote, input)
  const again = await api.call('officer', addNote, input)
  expect(again.text).toBe(first.text)
  expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true'])
  expect(again.headers['location']).toBe(first.headers['location'])
  expect(first.headers).not.toHaveProperty('idempotency-replayed')
  expect(await notesWith('twice')).toBe(1)
})

test('quotes around the key, as the draft standard writes it, are the same key', async () => {
  const key = randomUUID()
  await api.call('officer', addNote, { body: { title: 'quoted' }, idempotencyKey: key })
  const again = await api.call('officer', addNote, { body: { title: 'quoted' }, idempotencyKey: `"${key}"` })
  expect(again.headers['idempotency-replayed']).toBe('true')
})

test('a hundred writes, each sent three times at once and then again, happen once each', async () => {
  const writes = Array.from({ length: 100 }, (_, n) => ({
    body: { title: `write ${n}` },
    idempotencyKey: randomUUID(),
  }))
  const sent = writes.flatMap(input => [1, 2, 3].map(() => api.call('officer', addNote, input)))
  for (const { status, problem } of await Promise.all(sent)) {
    if (status !== 201) expect(problem.code).toBe('in_flight')
  }
  const retried = await Promise.all(writes.map(input => api.call('officer', addNote, input)))
  expect(retried.map(({ status }) => status)).toEqual(Array(100).fill(201))
  const counts = await Promise.all(writes.map(({ body }) => notesWith(body.title)))
  expect(counts).toEqual(Array(100).fill(1))
})

test('while the first is being worked on, a retry is told to wait', async () => {
  const { reached, open } = closeGate(api.gate)
  const input = { body: { title: 'held', hold: true }, idempotencyKey: randomUUID() }
  const first = api.call('officer', addNote, input)
  await reached
  const waiting = await api.call('officer', addNote, input)
  expect([waiting.status, waiting.problem.code, waiting.headers['retry-after']]).toEqual([
    409,
    'in_flight',
    '1',
  ])
  open()
  expect((await first).status).toBe(201)
  expect((await api.call('officer', addNote, input)).headers['idempotency-replayed']).toBe('true')
})

test('the same key for something else is refused', async () => {
  const idempotencyKey = randomUUID()
  await api.call('officer', addNote, { body: { title: 'one' }, idempotencyKey })
  const other = await api.call('officer', addNote, { body: { title: 'two' }, idempotencyKey })
  expect([other.status, other.problem.code, await notesWith('two')]).toEqual([422, 'idempotency_mismatch', 0])
})

test('a key belongs to its account and its endpoint', async () => {
  const idempotencyKey = randomUUID()
  const mine = await api.call('officer', addNote, { body: { title: 'mine' }, idempotencyKey })
  const theirs = await api.call('stranger', addNote, { body: { title: 'mine' }, idempotencyKey })
  expect(theirs.status).toBe(201)
  expect(theirs.body.id).not.toBe(mine.body.id)
  const elsewhere = await api.call('officer', failNote, { body: { kind: 'timeout' }, idempotencyKey })
  expect(elsewhere.status).toBe(503)
})

test('what failed left nothing, so the same key may try again', async () => {
  const idempotencyKey = randomUUID()
  await sql`create function refuse_note() returns trigger language plpgsql as
    $$ begin raise exception using errcode = '57014'; end $$`.execute(api.ownerDb)
  await sql`create trigger refuse_note after insert on note for each row execute function refuse_note()`.execute(
    api.ownerDb,
  )
  const failed = await api.call('officer', addNote, { body: { title: 'again' }, idempotencyKey })
  await sql`drop trigger refuse_note on note`.execute(api.ownerDb)
  expect([failed.status, await notesWith('again')]).toEqual([503, 0])
  const again = await api.call('officer', addNote, { body: { title: 'again' }, idempotencyKey })
  expect([again.status, await notesWith('again')]).toEqual([201, 1])
})

test('the stored answer cannot be read in the database', async () => {
  await api.call('officer', addNote, { body: { title: '王小明的笔记' } })
  const rows = await inFullScope(api.ownerDb, now, trx =>
    trx.selectFrom('idempotency_record').select('reply').execute(),
  )
  expect(rows.some(({ reply }) => reply?.includes('王小明'))).toBe(false)
})

test('the stored answer is out of reach once the place was taken away', async () => {
  const accountId = await addAccount(api.ownerDb, 'mover', [{ role: 'aidOfficer', at: api.tree.c1k1s1 }])
  const input = { body: { title: 'moved' }, idempotencyKey: randomUUID() }
  expect((await api.call('mover', addNote, input)).status).toBe(201)
  await api.ownerDb
    .updateTable('role_assignment')
    .set({ org_id: api.tree.c1k1s2.id })
    .where('account_id', '=', accountId)
    .execute()
  expect((await api.call('mover', addNote, input)).status).toBe(404)
  expect(await notesWith('moved')).toBe(1)
})

test('after a day the key is free again', async () => {
  const input = { body: { title: 'day 1' }, idempotencyKey: randomUUID() }
  await api.call('officer', addNote, input)
  now = new Date(now.getTime() + 25 * 3_600_000)
  const next = await api.call('officer', addNote, { ...input, body: { title: 'day 2' } })
  expect([next.status, await notesWith('day 2')]).toEqual([201, 1])
})

test('a file that is sent again is compared by its bytes', async () => {
  const idempotencyKey = randomUUID()
  const first = await api.call('officer', sendNotes, { body: Buffer.from('a,b'), idempotencyKey })
  const again = await api.call('officer', sendNotes, { body: Buffer.from('a,b'), idempotencyKey })
  const other = await api.call('officer', sendNotes, { body: Buffer.from('a,c'), idempotencyKey })
  expect(first.body).toEqual({ bytes: 3 })
  expect([again.headers['idempotency-replayed'], other.problem.code]).toEqual([
    'true',
    'idempotency_mismatch',
  ])
})
