import { createHash, createHmac } from 'node:crypto'

/** SM3 (GB/T 32905-2016) over the parts in a row; 32 bytes. */
export function sm3(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sm3')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** HMAC-SM3 over the parts in a row; 32 bytes. */
export function hmacSm3(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const mac = createHmac('sm3', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}

export type CanonicalField = string | number | bigint | Uint8Array | Date | null

const TAG = { null: 0, text: 1, integer: 2, bytes: 3, moment: 4 } as const

/**
 * Bytes that mean one list of fields and no other (trust rule 14): a version byte, then for each field its
 * type, its length and its bytes. `JSON.stringify` and joined strings are not: their borders can be moved.
 */
export function canonical(version: number, fields: readonly CanonicalField[]): Buffer {
  return Buffer.concat([Buffer.from([version]), ...fields.flatMap(field => encode(field))])
}

function encode(field: CanonicalField): [Buffer, Uint8Array] {
  if (field === null) return tagged(TAG.null, Buffer.alloc(0))
  if (typeof field === 'string') return tagged(TAG.text, Buffer.from(field, 'utf8'))
  if (field instanceof Date) return tagged(TAG.moment, Buffer.from(field.toISOString(), 'utf8'))
  if (field instanceof Uint8Array) return tagged(TAG.bytes, field)
  if (typeof field === 'number' && !Number.isSafeInteger(field)) throw new RangeError('not an integer')
  return tagged(TAG.integer, Buffer.from(field.toString(), 'utf8'))
}

function tagged(tag: number, bytes: Uint8Array): [Buffer, Uint8Array] {
  const head = Buffer.alloc(5)
  head.writeUInt8(tag, 0)
  head.writeUInt32BE(bytes.length, 1)
  return [head, bytes]
}
