import { ProblemBody, problemText, type ProblemCode } from '@sunshine-aid/api-contract'
import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleApi } from '../testing/sample.ts'
import { addNote, failNote, getNote, listNotes, sendNotes } from '../testing/sampleEndpoints.ts'

const api = await sampleApi({ limits: { bodyBytes: 2_000 } })
afterAll(() => api.close())

let authorization: string
beforeAll(async () => {
  authorization = `Bearer ${await api.token('officer')}`
})

const json = { 'content-type': 'application/json', 'idempotency-key': 'k' }
const post = (payload: string, headers: object = json): InjectOptions => ({
  method: 'POST',
  url: '/api/v1/notes',
  payload,
  headers: { ...headers },
})
const get = (url: string, headers: Record<string, string> = {}): InjectOptions => ({
  method: 'GET',
  url,
  headers,
})

describe('a request that makes no sense is a problem with a code:', () => {
  test.each<[string, InjectOptions, ProblemCode]>([
    ['JSON that is cut off', post('{"title":"a"'), 'invalid_input'],
    ['JSON that is none', post('title=a'), 'invalid_input'],
    ['nothing at all', post(''), 'invalid_input'],
    ['null', post('null'), 'invalid_input'],
    ['a prototype', post('{"title":"a","__proto__":{"admin":true}}'), 'invalid_input'],
    ['a constructor', post('{"title":"a","constructor":{"prototype":{"admin":true}}}'), 'invalid_input'],
    ['an unknown field', post('{"title":"a","admin":true}'), 'invalid_input'],
    ['NUL', post('{"title":"a\\u0000"}'), 'invalid_input'],
    ['half a character', post('{"title":"\\ud800"}'), 'invalid_input'],
    ['a number out of every range', post('{"title":1e999}'), 'invalid_input'],
    ['nesting without end', post('['.repeat(900)), 'invalid_input'],
    ['a body over the limit', post(`{"title":"${'a'.repeat(3_000)}"}`), 'too_large'],
    [
      'a form',
      post('title=a', { ...json, 'content-type': 'application/x-www-form-urlencoded' }),
      'unsupported_media_type',
    ],
    [
      'plain text',
      post('{"title":"a"}', { ...json, 'content-type': 'text/plain' }),
      'unsupported_media_type',
    ],
    [
      'a media type that is none',
      post('{"title":"a"}', { ...json, 'content-type': 'a b c' }),
      'unsupported_media_type',
    ],
    [
      'a body without a type',
      post('{"title":"a"}', { 'idempotency-key': 'k', 'content-type': '' }),
      'unsupported_media_type',
    ],
    ['an address that does not decode', get('/api/v1/notes/%E0%A4%A'), 'invalid_input'],
    ['an id that is none', get('/api/v1/notes/1%27%20or%20%271%27=%271'), 'invalid_input'],
    ['an endless id', get(`/api/v1/notes/${'a'.repeat(500)}`), 'not_found'],
    ['no such path', get('/api/v1/nowhere'), 'not_found'],
    ['no such path outside of the version', get('/api/nowhere'), 'not_found'],
    ['an unknown question', get('/api/v1/notes?admin=true'), 'invalid_input'],
    ['a prototype in the question', get('/api/v1/notes?__proto__=1'), 'invalid_input'],
    ['the same question twice', get('/api/v1/notes?limit=1&limit=2'), 'invalid_input'],
    ['a limit above all limits', get('/api/v1/notes?limit=101'), 'invalid_input'],
    ['a limit that is no number', get('/api/v1/notes?limit=1e1'), 'invalid_input'],
    ['an order that is none', get("/api/v1/notes?sort=title'--"), 'invalid_input'],
    ['a reply in another form', get('/api/v1/notes', { accept: 'text/html' }), 'not_acceptable'],
    ['another method', { method: 'PUT', url: '/api/v1/notes' }, 'method_not_allowed'],
    ['a preflight from elsewhere', { method: 'OPTIONS', url: '/api/v1/notes' }, 'method_not_allowed'],
  ])('%s', async (_, request, code) => {
    const answer = await api.app.inject({ ...request, headers: { authorization, ...request.headers } })
    const body = ProblemBody.parse(answer.json())
    expect(body).toMatchObject({ code, status: answer.statusCode, requestId: answer.headers['x-request-id'] })
    expect(body.title).toBe(problemText[code]['zh-CN'])
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(api.faults).toEqual([])
  })
})

test('a change that a page of another site could send is refused, whatever its token', async () => {
  const forged = { method: 'DELETE', url: '/api/v1/notes/0197a0de-0000-4000-8000-000000000000' } as const
  const answer = await api.app.inject({ ...forged, headers: { authorization, 'if-match': '"1"' } })
  expect(answer.statusCode).toBe(415)
})

test('405 says which methods there are', async () => {
  const answer = await api.app.inject({ method: 'PUT', url: '/api/v1/notes' })
  expect(answer.headers.allow).toBe('GET, HEAD, POST')
})

test('titles are in English for those who ask for it', async () => {
  const { problem, headers } = await api.call(null, listNotes, { headers: { 'accept-language': 'en' } })
  expect(problem.title).toBe(problemText.unauthenticated.en)
  expect(headers['content-language']).toBe('en')
})

describe('what goes wrong inside tells nothing:', () => {
  test.each([
    ['a bug', 'bug', 500, 'internal'],
    ['wrong SQL', 'sql', 500, 'internal'],
    ['a violated check', 'constraint', 500, 'internal'],
    ['a statement that takes too long', 'timeout', 503, 'unavailable'],
    ['a row outside of the scope', 'forbiddenRow', 404, 'not_found'],
  ] as const)('%s', async (_, kind, status, code) => {
    const answer = await api.call('officer', failNote, { body: { kind } })
    expect([answer.status, answer.problem.code]).toEqual([status, code])
    expect(answer.text).not.toMatch(/王小明|srv|secret|select|note_|no_such_table|at .*:\d+|Error/i)
    if (status === 503) expect(answer.headers['retry-after']).toBe('1')
    expect(api.faults.splice(0)).toHaveLength(status === 500 ? 1 : 0)
  })
})

test('too many requests of one account are told when to come back; others are not kept waiting', async () => {
  const narrow = await sampleApi({ limits: { requestsPerWindow: 3 } })
  const answers = []
  for (let n = 0; n < 5; n += 1) answers.push(await narrow.call('officer', listNotes))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429])
  expect(Number(answers[4]!.headers['retry-after'])).toBeGreaterThan(0)
  expect((await narrow.call('colleague', listNotes)).status).toBe(200)
  await narrow.close()
})

describe('no audit, no answer:', () => {
  test('when the trail refuses, nothing is shown, written or told, and the server is not ready', async () => {
    const { body } = await api.call('officer', addNote, { body: { title: 'before' } })
    await sql`revoke insert on audit_event from sunshine_app`.execute(api.ownerDb)
    const read = await api.call('officer', getNote, { params: { id: body.id } })
    const list = await api.call('officer', listNotes)
    const write = await api.call('officer', addNote, { body: { title: 'during' } })
    const file = await api.call('officer', sendNotes, { body: Buffer.from('a') })
    const denied = await api.call('county', getNote, { params: { id: body.id } })
    const stranger = await api.call('unheard of', listNotes)
    const ready = await api.app.inject('/api/ready')
    await sql`grant insert on audit_event to sunshine_app`.execute(api.ownerDb)
    for (const answer of [read, list, write, file, denied, stranger]) {
      expect([answer.status, answer.problem.code]).toEqual([503, 'unavailable'])
      expect(answer.text).not.toContain('before')
    }
    expect(ready.statusCode).toBe(503)
    const after = await api.call('officer', listNotes)
    expect(after.body.items.map(({ title }) => title)).toEqual(['before'])
  })
})
