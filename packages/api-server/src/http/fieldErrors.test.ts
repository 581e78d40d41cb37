import { endpoint } from '@sunshine-aid/api-contract'
import { internal, listOf, optional, personal, record, text, z } from '@sunshine-aid/domain'
import { describe, expect, test } from 'vitest'
import { parseInput } from './parseInput.ts'

const sample = endpoint({
  method: 'POST',
  path: '/samples/:id',
  id: 'sample',
  tag: 'samples',
  summary: 'A sample',
  access: { permission: 'signedIn', audit: 'none' },
  params: record({ id: internal(z.uuid()) }),
  query: record({ kind: optional(internal(z.enum(['a', 'b']))) }),
  body: record({
    name: personal(text(5, 'name_required')),
    age: optional(internal(z.int().min(0).max(150))),
    tags: optional(listOf(internal(z.string().max(3)), 2)),
  }),
  reply: null,
  problems: [],
})
const id = '0197a0de-0000-7000-8000-000000000000'

function errorsOf(raw: { params?: unknown; query?: unknown; body?: unknown }): unknown {
  try {
    parseInput(sample, { params: { id }, query: {}, body: { name: 'Li' }, ...raw })
    return []
  } catch (error) {
    return (error as { errors: unknown }).errors
  }
}

describe('a wrong field is named with a stable code:', () => {
  test.each([
    ['a missing one', { body: {} }, 'body.name', 'required'],
    ['an empty one, in the words of its schema', { body: { name: ' ' } }, 'body.name', 'name_required'],
    ['too long', { body: { name: 'abcdef' } }, 'body.name', 'too_long'],
    ['NUL', { body: { name: 'a\0' } }, 'body.name', 'unreadable_characters'],
    ['half a character', { body: { name: 'a\uD800' } }, 'body.name', 'unreadable_characters'],
    ['a number where text belongs', { body: { name: 5 } }, 'body.name', 'wrong_type'],
    [
      'text where a number belongs: bodies are not coerced',
      { body: { name: 'Li', age: '5' } },
      'body.age',
      'wrong_type',
    ],
    ['too small', { body: { name: 'Li', age: -1 } }, 'body.age', 'too_small'],
    ['too big', { body: { name: 'Li', age: 1e9 } }, 'body.age', 'too_big'],
    ['too many', { body: { name: 'Li', tags: ['a', 'b', 'c'] } }, 'body.tags', 'too_long'],
    ['inside a list', { body: { name: 'Li', tags: ['a', 'long'] } }, 'body.tags.1', 'too_long'],
    ['unknown', { body: { name: 'Li', admin: true } }, 'body.admin', 'unknown_key'],
    [
      'a prototype',
      { body: JSON.parse('{"name":"Li","__proto__":{"admin":true}}') as object },
      'body.__proto__',
      'unknown_key',
    ],
    ['no body', { body: undefined }, 'body', 'required'],
    ['a list for a body', { body: [] }, 'body', 'wrong_type'],
    ['no option', { query: { kind: 'c' } }, 'query.kind', 'not_an_option'],
    ['twice', { query: { kind: ['a', 'b'] } }, 'query.kind', 'not_an_option'],
    ['unknown in the query', { query: { sort: 'name' } }, 'query.sort', 'unknown_key'],
    ['no id', { params: { id: "1' or '1'='1" } }, 'params.id', 'wrong_format'],
  ] as const)('%s', (_, raw, path, code) => {
    expect(errorsOf(raw)).toEqual([{ path, code }])
  })
})

test('every wrong field is named at once', () => {
  expect(errorsOf({ query: { kind: 'c' }, body: { name: '', x: 1 } })).toHaveLength(3)
})

test('a flood of unknown keys names fifty', () => {
  const flood = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`k${n}`, n]))
  expect(errorsOf({ body: { name: 'Li', ...flood } })).toHaveLength(50)
})
