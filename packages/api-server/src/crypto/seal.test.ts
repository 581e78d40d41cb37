import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KeyError, createKeyring, type Keyring } from './keyring.ts'
import { SealError, needsReseal, seal, unseal, type SealContext } from './seal.ts'

const key = (fill: string) => Buffer.alloc(32, fill)
const ring = (current: string, ...ids: string[]): Keyring =>
  createKeyring({ current, keys: new Map(ids.map(id => [id, key(id)])) })

const keyring = ring('k1', 'k1')
const context: SealContext = { table: 'student', column: 'id_number', rowId: 'a' }
const anyText = fc.string({ unit: 'grapheme', maxLength: 200 })

it('what was sealed opens in its place', () => {
  fc.assert(
    fc.property(anyText, fc.string(), fc.string(), fc.string(), (text, table, column, rowId) => {
      const place = { table, column, rowId }
      expect(unseal(keyring, place, seal(keyring, place, text))).toBe(text)
    }),
  )
})

it('the same text is never the same bytes, and never stands in them', () => {
  const sealed = Array.from({ length: 200 }, () => seal(keyring, context, '320585201503010011'))
  expect(new Set(sealed.map(bytes => bytes.toString('hex'))).size).toBe(200)
  expect(sealed.some(bytes => bytes.includes('32058520'))).toBe(false)
})

it.each([
  ['row', { rowId: 'b' }],
  ['column', { column: 'phone' }],
  ['table', { table: 'guardian' }],
  ['border between table and column', { table: 'studentid', column: '_number' }],
])('a value that was moved to another %s does not open', (_, moved) => {
  const sealed = seal(keyring, context, 'secret')
  expect(() => unseal(keyring, { ...context, ...moved }, sealed)).toThrow(SealError)
})

it('a value with any bit flipped does not open', () => {
  const sealed = seal(keyring, context, '身份证')
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const bytes = Buffer.from(sealed)
    bytes[bit >> 3]! ^= 1 << (bit & 7)
    expect(() => unseal(keyring, context, bytes), `bit ${bit}`).toThrow()
  }
})

it('a value that was cut short or made longer does not open', () => {
  const sealed = seal(keyring, context, 'secret')
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => unseal(keyring, context, sealed.subarray(0, length))).toThrow()
  }
  expect(() => unseal(keyring, context, Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow(SealError)
})

it('the refusal does not repeat the value', () => {
  const sealed = seal(keyring, context, '320585201503010011')
  const other = { ...context, rowId: 'b' }
  expect(() => unseal(keyring, other, sealed)).toThrow(/^a sealed value in student\.id_number does not open$/)
})

describe('when keys rotate', () => {
  const old = seal(keyring, context, 'old')
  const rotated = ring('k2', 'k1', 'k2')

  it('older values still open and are known to be older', () => {
    expect(unseal(rotated, context, old)).toBe('old')
    expect(needsReseal(rotated, old)).toBe(true)
    expect(needsReseal(rotated, seal(rotated, context, 'new'))).toBe(false)
  })

  it('a value whose key was destroyed is gone', () => {
    expect(() => unseal(ring('k2', 'k2'), context, old)).toThrow(KeyError)
  })

  it('another key under the same id does not open it', () => {
    const impostor = createKeyring({ current: 'k1', keys: new Map([['k1', key('x')]]) })
    expect(() => unseal(impostor, context, old)).toThrow(SealError)
  })
})
