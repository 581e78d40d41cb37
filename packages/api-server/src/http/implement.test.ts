import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleApi } from '../testing/sample.ts'
import {
  addNote,
  changeNote,
  dropNote,
  failNote,
  getLeakyNote,
  getNote,
  getNoteFile,
  listNotes,
} from '../testing/sampleEndpoints.ts'

const api = await sampleApi()
afterAll(() => api.close())

let id: string
beforeAll(async () => {
  const reply = await api.call('officer', addNote, { body: { title: 'first' } })
  id = reply.body.id
})

const lastRow = async () => (await api.trail()).at(-1)!
const absent = '0197a0de-0000-4000-8000-000000000000'

describe('an answer', () => {
  test('carries the version as ETag, the request id, and headers that keep it out of every cache', async () => {
    const requestId = randomUUID()
    const { status, headers } = await api.call('officer', getNote, {
      params: { id },
      headers: { 'x-request-id': requestId },
    })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      etag: '"1"',
      'x-request-id': requestId,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })

  test('to a new record says where it is', async () => {
    const { status, headers, body } = await api.call('officer', addNote, { body: { title: 'where' } })
    expect(status).toBe(201)
    expect(headers['location']).toBe(`/api/v1/notes/${body.id}`)
  })

  test('with a request id that is no UUID gets one of ours', async () => {
    const reply = await api.call('officer', getNote, {
      params: { id },
      headers: { 'x-request-id': '<script>' },
    })
    expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('with a key that the schema does not have is a fault in tests', async () => {
    const { status, problem, text } = await api.call('officer', getLeakyNote, { params: { id } })
    expect(status).toBe(500)
    expect(problem.code).toBe('internal')
    expect(text).not.toContain('19900000000')
    expect(String(api.faults.pop())).toContain('answered outside its schema')
  })

  test('that is a file is saved and not shown', async () => {
    const { headers, bytes } = await api.call('officer', getNoteFile, { params: { id } })
    expect(bytes.toString()).toBe('a,b\r\n')
    expect(headers).toMatchObject({
      'content-type': 'text/csv',
      'content-disposition': "attachment; filename*=UTF-8''%E7%AC%94%E8%AE%B0.csv",
      'x-content-type-options': 'nosniff',
    })
  })
})

describe('the audit trail', () => {
  test('has one row for a read, about the record, by role and account, in the chain of the school', async () => {
    const requestId = randomUUID()
    await api.call('officer', getNote, { params: { id }, headers: { 'x-request-id': requestId } })
    const school = api.tree.c1k1s1
    expect(await lastRow()).toMatchObject({
      chain: school.id,
      org_path: school.path,
      role: 'aidOfficer',
      action: 'getNote',
      outcome: 'done',
      subject_kind: 'note',
      subject_id: id,
      request_id: requestId,
    })
  })

  test('has the number and the digest of what a list showed', async () => {
    const { body } = await api.call('officer', listNotes)
    const row = await lastRow()
    expect(row).toMatchObject({ action: 'listNotes', count: body.items.length, subject_id: null })
    expect(row.digest).toHaveLength(32)
  })

  test('has a row for what was refused: unknown, outside of the scope, no permission, no account', async () => {
    const { length } = await api.trail()
    await api.call('officer', getNote, { params: { id: absent } })
    await api.call('stranger', getNote, { params: { id } })
    await api.call('county', getNote, { params: { id } })
    await api.call('guest', getNote, { params: { id } })
    await api.call('unheard of', getNote, { params: { id } })
    const rows = (await api.trail()).slice(length)
    const told = rows.map(row => [row.action, row.outcome, row.subject_id, row.purpose])
    expect(told.sort()).toEqual(
      [
        ['getNote', 'denied', absent, null],
        ['getNote', 'denied', id, null],
        ['getNote', 'denied', id, null],
        ['getNote', 'denied', null, 'noRoleToday'],
        ['getNote', 'denied', null, 'unknownAccount'],
      ].sort(),
    )
  })

  test('has a row for each answer, also when input, version or rule was wrong', async () => {
    const { length } = await api.trail()
    await api.call('officer', addNote, { body: { title: '' } })
    await api.call('officer', changeNote, { params: { id }, body: { title: 'x' } })
    await api.call('officer', changeNote, { params: { id }, body: { title: 'x' }, ifMatch: 9 })
    await api.call('officer', addNote, {
      body: '{' as never, // no body of this endpoint at all, which is what is tried
      headers: { 'content-type': 'application/json' },
    })
    expect((await api.trail()).slice(length).map(row => row.outcome)).toEqual(Array(4).fill('denied'))
  })

  test('has no row for somebody who never proved who they are', async () => {
    const { length } = await api.trail()
    await api.call(null, getNote, { params: { id } })
    expect(await api.trail()).toHaveLength(length)
  })

  test('must be told whom a row is about: a handler that does not say is a fault in tests', async () => {
    const { status } = await api.call('officer', failNote, { body: { kind: 'silent' } })
    expect(status).toBe(500)
    expect(String(api.faults.pop())).toContain('call audit.subject()')
  })
})

describe('rights', () => {
  test('absent and forbidden are the same to the byte, but for the request id', async () => {
    const headers = { 'x-request-id': '11111111-1111-4111-8111-111111111111' }
    const forbidden = await api.call('stranger', getNote, { params: { id }, headers })
    const nothing = await api.call('stranger', getNote, { params: { id: absent }, headers })
    expect(forbidden.status).toBe(404)
    expect(forbidden.text).toBe(nothing.text)
    const { date: _, ...seen } = forbidden.headers
    const { date: __, ...expected } = nothing.headers
    expect(seen).toEqual(expected)
  })

  test('another school cannot change or delete what it cannot see', async () => {
    const change = await api.call('stranger', changeNote, {
      params: { id },
      body: { title: 'x' },
      ifMatch: 1,
    })
    const drop = await api.call('stranger', dropNote, { params: { id }, ifMatch: 1 })
    expect([change.status, drop.status]).toEqual([404, 404])
    expect((await api.call('officer', getNote, { params: { id } })).body.title).toBe('first')
  })

  test('a role that does not give the permission is 403, whatever record was asked for', async () => {
    const one = await api.call('county', getNote, { params: { id } })
    const other = await api.call('county', getNote, { params: { id: absent } })
    expect([one.problem.code, other.problem.code]).toEqual(['not_allowed', 'not_allowed'])
  })

  test('a disabled account is refused with its next request, token or not', async () => {
    expect((await api.call('colleague', listNotes)).status).toBe(200)
    await api.ownerDb
      .updateTable('account')
      .set({ status: 'disabled' })
      .where('subject', '=', 'colleague')
      .execute()
    expect((await api.call('colleague', listNotes)).problem.code).toBe('not_allowed')
  })
})
