import { afterAll, expect, test } from 'vitest'
import { sampleApi } from '../testing/sample.ts'
import { addNote, changeNote, failNote, getNote, listNotes } from '../testing/sampleEndpoints.ts'

const api = await sampleApi()
afterAll(() => api.close())
const CANARY = '王小明19900001234'

test('an answer is one line: what, how long, for which account; the route and never the address', async () => {
  const { body } = await api.call('officer', addNote, { body: { title: 'logged' } })
  api.log.splice(0)
  await api.call('officer', getNote, { params: { id: body.id } })
  const [line, ...more] = api.log.map(text => JSON.parse(text) as Record<string, unknown>)
  expect(more).toEqual([])
  expect(line).toMatchObject({ event: 'answered', method: 'GET', route: '/api/v1/notes/:id', status: 200 })
  expect(Object.keys(line!).sort()).toEqual(
    ['accountId', 'event', 'level', 'method', 'ms', 'reqId', 'route', 'status', 'time'].sort(),
  )
})

test('a fault is named by its class, its code and our line, not by its text', async () => {
  api.log.splice(0)
  await api.call('officer', failNote, { body: { kind: 'sql' } })
  const line = JSON.parse(api.log[0]!) as Record<string, unknown>
  expect(line).toMatchObject({ status: 500, code: 'internal', errorName: 'error', errorCode: '42P01' })
})

test('nothing that a person typed, sent or is gets into the log', async () => {
  api.log.splice(0)
  const headers = { 'x-request-id': CANARY, cookie: CANARY, 'user-agent': CANARY, 'accept-language': CANARY }
  const params = { id: CANARY }
  await api.call('officer', addNote, {
    body: { title: CANARY },
    headers: { ...headers, 'idempotency-key': 'a' },
  })
  await api.call('officer', addNote, { body: { title: CANARY, [CANARY]: CANARY } })
  await api.call('officer', listNotes, { query: { cursor: CANARY, [CANARY]: CANARY } })
  await api.call('officer', getNote, { params })
  await api.call('officer', changeNote, { params, body: { title: CANARY }, ifMatch: 1 })
  await api.call(CANARY, listNotes)
  await api.app.inject({ url: `/api/v1/${CANARY}?${CANARY}`, headers: { authorization: `Bearer ${CANARY}` } })
  await api.app.inject({
    method: 'POST',
    url: '/api/v1/notes',
    payload: CANARY,
    headers: { 'content-type': CANARY },
  })
  for (const kind of ['bug', 'sql', 'constraint'] as const)
    await api.call('officer', failNote, { body: { kind } })
  api.app.log.error(new Error(CANARY), CANARY)
  api.app.log.info({ url: CANARY, req: { url: CANARY }, reqId: { nested: CANARY }, event: 'known' }, CANARY)
  const text = api.log.join('')
  expect(api.log.length).toBeGreaterThan(10)
  expect(text).not.toMatch(/王小明|19900001234|%E7%8E%8B|Bearer/)
  api.faults.splice(0)
})

test('the allow-list is what keeps it out: an allowed key does get in', () => {
  api.log.splice(0)
  api.app.log.info({ code: CANARY })
  expect(api.log.join('')).toContain(CANARY)
})
