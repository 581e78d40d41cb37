import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleApi } from '../testing/sample.ts'
import { addNote, listNotes } from '../testing/sampleEndpoints.ts'

const api = await sampleApi()
afterAll(() => api.close())

const titles = ['陈', '李', '王', '张', '赵'].map(name => `${name}同学`)
beforeAll(async () => {
  for (const title of titles) await api.call('officer', addNote, { body: { title } })
})

async function walk(limit: string): Promise<string[]> {
  const seen: string[] = []
  let cursor: string | null | undefined
  do {
    const query: Record<string, string> = { limit, ...(cursor && { cursor }) }
    const { body } = await api.call('officer', listNotes, { query })
    seen.push(...body.items.map(({ title }) => title))
    cursor = body.nextCursor
  } while (cursor !== null)
  return seen
}

test.each(['1', '2', '5', '100'])('pages of %s show every row once, in order', async limit => {
  const seen = await walk(limit)
  expect(seen).toHaveLength(titles.length)
  expect(new Set(seen)).toEqual(new Set(titles))
})

test('the last page has no cursor, also when it is full', async () => {
  const { body } = await api.call('officer', listNotes, { query: { limit: '5' } })
  expect(body.nextCursor).toBeNull()
})

async function cursorOfFirstPage(query: Record<string, string> = {}): Promise<string> {
  const { body } = await api.call('officer', listNotes, { query: { limit: '1', ...query } })
  return body.nextCursor!
}

test('a cursor does not tell whose name it stands behind', async () => {
  const cursor = await cursorOfFirstPage()
  const bytes = Buffer.from(cursor, 'base64url')
  expect(titles.some(title => bytes.includes(title) || cursor.includes(encodeURIComponent(title)))).toBe(
    false,
  )
})

test('a cursor that was changed, made up or taken from elsewhere is no input', async () => {
  const cursor = await cursorOfFirstPage()
  const flipped = Buffer.from(cursor, 'base64url')
  flipped[flipped.length - 1]! ^= 1
  const plain = Buffer.from(JSON.stringify([1, '', ''])).toString('base64url')
  for (const forged of [flipped.toString('base64url'), plain, 'x', '\0', cursor.slice(0, -4)]) {
    const { status, problem } = await api.call('officer', listNotes, { query: { cursor: forged } })
    expect([status, problem.errors]).toEqual([400, [{ path: 'query.cursor', code: 'wrong_format' }]])
  }
  expect((await api.call('stranger', listNotes, { query: { cursor } })).status).toBe(400)
  expect((await api.call('officer', listNotes, { query: { cursor, sort: 'title' } })).status).toBe(400)
  expect((await api.call('officer', listNotes, { query: { cursor } })).status).toBe(200)
})
