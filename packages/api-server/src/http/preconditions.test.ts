import { afterAll, expect, test } from 'vitest'
import { sampleApi } from '../testing/sample.ts'
import { addNote, changeNote, dropNote, getNote } from '../testing/sampleEndpoints.ts'

const api = await sampleApi()
afterAll(() => api.close())

async function newNote(title: string): Promise<string> {
  const { body } = await api.call('officer', addNote, { body: { title } })
  return body.id
}

test('a change without If-Match is refused with 428 and changes nothing', async () => {
  const id = await newNote('a')
  const { status, problem } = await api.call('officer', changeNote, { params: { id }, body: { title: 'b' } })
  expect([status, problem.code]).toEqual([428, 'version_required'])
  expect((await api.call('officer', getNote, { params: { id } })).body.title).toBe('a')
})

test('a change of a version that is gone shows the record as it stands', async () => {
  const id = await newNote('c')
  await api.call('officer', changeNote, { params: { id }, body: { title: 'theirs' }, ifMatch: 1 })
  const mine = await api.call('officer', changeNote, { params: { id }, body: { title: 'mine' }, ifMatch: 1 })
  expect([mine.status, mine.problem.code]).toEqual([412, 'stale_version'])
  expect(mine.problem.current).toEqual({ id, version: 2, title: 'theirs' })
})

test('of a hundred editors of one version exactly one wins', async () => {
  const id = await newNote('d')
  const edits = Array.from({ length: 100 }, (_, n) =>
    api.call('officer', changeNote, { params: { id }, body: { title: `edit ${n}` }, ifMatch: 1 }),
  )
  const statuses = (await Promise.all(edits)).map(({ status }) => status)
  expect(statuses.filter(status => status === 200)).toHaveLength(1)
  expect(statuses.filter(status => status === 412)).toHaveLength(99)
  expect((await api.call('officer', getNote, { params: { id } })).body.version).toBe(2)
})

test.each(['*', 'W/"1"', '1', '"0"', '"1", "2"', '"-1"', '"99999999999"', ''])(
  'If-Match: %s is no version',
  async tag => {
    const id = await newNote(`tag ${tag}`)
    const { status, problem } = await api.call('officer', dropNote, {
      params: { id },
      headers: { 'if-match': tag },
    })
    expect([status, problem.errors]).toEqual([400, [{ path: 'headers.if-match', code: 'wrong_format' }]])
  },
)

test('deleting with the right version answers with nothing', async () => {
  const id = await newNote('e')
  const { status, text } = await api.call('officer', dropNote, { params: { id }, ifMatch: 1 })
  expect([status, text]).toEqual([204, ''])
})
