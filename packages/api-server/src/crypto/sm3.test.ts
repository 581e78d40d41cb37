import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, hmacSm3, sm3, type CanonicalField } from './sm3.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

describe('the official vectors', () => {
  it('SM3 of "abc" is that of GB/T 32905-2016 A.1', () => {
    expect(sm3(Buffer.from('abc')).toString('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    )
  })

  it('SM3 of 64 bytes is that of GB/T 32905-2016 A.2, whole or in parts', () => {
    const expected = 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'
    expect(sm3(Buffer.from('abcd'.repeat(16))).toString('hex')).toBe(expected)
    expect(sm3(Buffer.from('abcd'.repeat(5)), Buffer.from('abcd'.repeat(11))).toString('hex')).toBe(expected)
  })

  it('SM4 of one block is that of GB/T 32907-2016 A.1, also after 1,000,000 rounds', () => {
    const key = hex('0123456789abcdeffedcba9876543210')
    const once = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
    expect(once.update(key).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
    let block = key
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
    for (let round = 0; round < 1_000_000; round += 1) block = cipher.update(block)
    expect(block.toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66')
  })

  it('SM4-CTR is SM4 over a running counter', () => {
    const key = hex('0123456789abcdeffedcba9876543210')
    const counter = hex('000000000000000000000000000000fe')
    const block = (n: string) => createCipheriv('sm4-ecb', key, null).setAutoPadding(false).update(hex(n))
    const stream = createCipheriv('sm4-ctr', key, counter).update(Buffer.alloc(48))
    const blocks = ['fe', 'ff', '0100'].map(n => block(n.padStart(32, '0')))
    expect(stream.equals(Buffer.concat(blocks))).toBe(true)
  })
})

it('HMAC-SM3 is the construction of RFC 2104 over SM3', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.uint8Array(), (key, message) => {
      const padded = Buffer.concat([key, Buffer.alloc(64 - key.length)])
      const mask = (byte: number) => padded.map(k => k ^ byte)
      const expected = sm3(mask(0x5c), sm3(mask(0x36), message))
      expect(hmacSm3(key, message).equals(expected)).toBe(true)
    }),
  )
})

describe('canonical bytes', () => {
  const field = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.constant(null),
    fc.uint8Array(),
    fc.date({ noInvalidDate: true }),
  )
  const same = (a: readonly CanonicalField[], b: readonly CanonicalField[]) =>
    JSON.stringify(a.map(shown)) === JSON.stringify(b.map(shown))
  const shown = (value: CanonicalField) => [
    value === null ? 'null' : typeof value === 'object' ? value.constructor.name : typeof value,
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  ]

  it('differ for any two different lists of fields', () => {
    fc.assert(
      fc.property(fc.array(field), fc.array(field), (a, b) => {
        expect(canonical(1, a).equals(canonical(1, b))).toBe(same(a, b))
      }),
    )
  })

  it.each([
    ['a moved border', ['ab', 'c'], ['a', 'bc']],
    ['an empty text and nothing', [''], [null]],
    ['a number and its digits', [7], ['7']],
    ['an empty list and one nothing', [], [null]],
  ] as const)('tell apart %s', (_, a, b) => {
    expect(canonical(1, a).equals(canonical(1, b))).toBe(false)
  })

  it('differ between versions', () => {
    expect(canonical(1, ['a']).equals(canonical(2, ['a']))).toBe(false)
  })

  it('refuse a number that is not exact', () => {
    expect(() => canonical(1, [0.1])).toThrow(RangeError)
  })
})
