import { describe, expect, it } from 'vitest'
import { misfits } from './fits.ts'
import type { OpenApiDocument, Schema } from './openApi.ts'

const document: OpenApiDocument = {
  paths: {},
  components: {
    schemas: {
      Name: { type: 'string' },
      Tree: {
        type: 'object',
        properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
      },
    },
  },
}

const name = { $ref: '#/components/schemas/Name' }
const object = (
  properties: Record<string, Schema>,
  required: string[] = Object.keys(properties),
): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

function compare(sent: Schema, accepted: Schema, refusesUnknown = true): string[] {
  return misfits({ schema: sent, document }, { schema: accepted, document }, { refusesUnknown })
}

describe('what is sent fits', () => {
  it.each<[string, Schema, Schema]>([
    ['the same', object({ a: name }), object({ a: { type: 'string' } })],
    ['more than is needed', object({ a: name }), object({ a: name }, [])],
    ['a whole number for a number', { type: 'integer' }, { type: 'number' }],
    ['fewer values', { enum: ['x'] }, { enum: ['x', 'y'] }],
    ['one of the alternatives', { type: 'null' }, { anyOf: [name, { type: 'null' }] }],
    ['anything where anything goes', object({ a: name }), {}],
    ['what contains itself', { $ref: '#/components/schemas/Tree' }, { $ref: '#/components/schemas/Tree' }],
    [
      'parts that are put together',
      { allOf: [object({ a: name }), object({ b: name })] },
      object({ a: name, b: name }),
    ],
  ])('%s', (_, sent, accepted) => {
    expect(compare(sent, accepted)).toEqual([])
  })
})

describe('what is sent does not fit', () => {
  it.each<[string, Schema, Schema, string]>([
    ['a member that became required', object({ a: name }), object({ a: name, b: name }), '.b ×'],
    ['a member that may be missing', object({ a: name }, []), object({ a: name }), '.a ×'],
    ['a member that is refused', object({ a: name, b: name }), object({ a: name }), '.b ?'],
    ['another type', object({ a: name }), object({ a: { type: 'number' } }), '.a: string ≠ number'],
    ['a value that is not known', { enum: ['x', 'z'] }, { enum: ['x', 'y'] }, '.: z ?'],
    ['any text for one of three', name, { enum: ['x', 'y'] }, '.: ≠ x|y'],
    ['null for a text', { anyOf: [name, { type: 'null' }] }, name, '.: null ≠ string'],
    [
      'an item of a list',
      { type: 'array', items: name },
      { type: 'array', items: { type: 'object' } },
      '[]: string ≠ object',
    ],
  ])('%s', (_, sent, accepted, reason) => {
    expect(compare(sent, accepted)).toEqual([reason])
  })
})

it('a new member of a reply is no harm to whoever does not know it', () => {
  expect(compare(object({ a: name, b: name }), object({ a: name }), false)).toEqual([])
})
