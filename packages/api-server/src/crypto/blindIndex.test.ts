import { expect, it } from 'vitest'
import { blindIndex, blindIndexes } from './blindIndex.ts'
import { createKeyring } from './keyring.ts'

const keys = new Map([
  ['k1', Buffer.alloc(32, 1)],
  ['k2', Buffer.alloc(32, 2)],
])
const older = createKeyring({ current: 'k1', keys: new Map([...keys].slice(0, 1)) })
const rotated = createKeyring({ current: 'k2', keys })
const index = (value: string, field = 'idNumber') => blindIndex(older, field, value).toString('hex')

it.each([
  ['spaces', '320585 20150301 001X'],
  ['full-width digits', '３２０５８５２０１５０３０１００１Ｘ'],
  ['a small letter', '32058520150301001x'],
  ['hyphens', '320585-20150301-001X'],
  ['an invisible mark', '\u200B32058520150301001X'],
])('finds the same number written with %s', (_, written) => {
  expect(index(written)).toBe(index('32058520150301001X'))
})

it('tells another number, and the same digits in another field, apart', () => {
  expect(index('320585201503010011')).not.toBe(index('320585201503010012'))
  expect(index('19900001234', 'phone')).not.toBe(index('19900001234'))
})

it('finds rows that were indexed before a rotation', () => {
  const before = blindIndex(older, 'idNumber', '1')
  expect(blindIndex(rotated, 'idNumber', '1').equals(before)).toBe(false)
  expect(blindIndexes(rotated, 'idNumber', '1').some(candidate => candidate.equals(before))).toBe(true)
})
