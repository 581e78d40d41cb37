import { expect, test } from 'vitest'
import { getLeakyNote } from '../testing/sampleEndpoints.ts'
import { replyBody } from './replyBody.ts'

const id = '0197a0de-0000-7000-8000-000000000000'
const leaky = { id, secret: 'x', owner: { name: '王小明', phone: '19900000000' } }

test('in tests and development an unknown key is an error that names keys, not values', () => {
  expect(() => replyBody(getLeakyNote, leaky, true)).toThrow(/owner \(unrecognized_keys\)/)
  expect(() => replyBody(getLeakyNote, leaky, true)).not.toThrow(/19900000000|王小明/)
})

test('in production unknown keys are dropped at every depth, and the original stays as it is', () => {
  expect(replyBody(getLeakyNote, leaky, false)).toEqual({ id, owner: { name: '王小明' } })
  expect(leaky.owner).toHaveProperty('phone')
})

test('a wrong value is an error even in production', () => {
  expect(() => replyBody(getLeakyNote, { ...leaky, id: 7 }, false)).toThrow('answered outside its schema')
})
