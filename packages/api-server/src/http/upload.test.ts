import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { sampleApi } from '../testing/sample.ts'
import { addNote, sendNotes } from '../testing/sampleEndpoints.ts'

const api = await sampleApi()
afterAll(() => api.close())
const LIMIT = sendNotes.upload.maxBytes

async function send(payload: Buffer | Readable, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await api.token('officer')}`
  return api.app.inject({
    method: 'POST',
    url: '/api/v1/notes/files',
    payload,
    headers: {
      authorization,
      'content-type': 'text/csv',
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    },
  })
}

/** More than anybody wants to read; counts what was asked for. */
function endless(): { stream: Readable; sent: () => number } {
  let sent = 0
  const chunk = Buffer.alloc(64 * 1024)
  const stream = new Readable({
    read() {
      sent += chunk.length
      this.push(sent > 100 * LIMIT ? null : chunk)
    },
  })
  return { stream, sent: () => sent }
}

test('a file up to the limit is taken', async () => {
  const answer = await send(Buffer.alloc(LIMIT))
  expect([answer.statusCode, answer.json()]).toEqual([202, { bytes: LIMIT }])
})

test('a file that says it is too large is refused before a byte of it is read', async () => {
  const { stream, sent } = endless()
  const answer = await send(stream, { 'content-length': String(LIMIT + 1) })
  expect([answer.statusCode, answer.json()]).toMatchObject([413, { code: 'too_large' }])
  expect(sent()).toBeLessThan(LIMIT)
})

test('a file that does not say so is refused where the limit is passed', async () => {
  const { stream } = endless()
  const answer = await send(stream)
  expect([answer.statusCode, answer.json()]).toMatchObject([413, { code: 'too_large' }])
})

test('a file of another type is refused', async () => {
  expect((await send(Buffer.from('a'), { 'content-type': 'application/vnd.ms-excel' })).statusCode).toBe(415)
  expect((await send(Buffer.from('{}'), { 'content-type': 'application/json' })).statusCode).toBe(415)
})

test('where JSON is wanted, no file is taken', async () => {
  const { status } = await api.call('officer', addNote, {
    body: Buffer.from('a'),
    headers: { 'content-type': 'text/csv' },
  })
  expect(status).toBe(415)
})
