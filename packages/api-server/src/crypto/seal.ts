import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Keyring } from './keyring.ts'
import { canonical, hmacSm3 } from './sm3.ts'

/** The one place where a sealed value is valid. */
export interface SealContext {
  readonly table: string
  readonly column: string
  readonly rowId: string
}

/** A value does not open: damaged, or moved from another row, column or table. Says nothing about the value. */
export class SealError extends Error {
  override readonly name = 'SealError'

  constructor({ table, column }: SealContext, options?: ErrorOptions) {
    super(`a sealed value in ${table}.${column} does not open`, options)
  }
}

const VERSION = 1
const CIPHER = 'sm4-ctr'
const KEY_BYTES = 16
const IV_BYTES = 16
const MAC_BYTES = 32

/**
 * Encrypts `text` for one column of one row (trust rule 15): SM4-CTR, then HMAC-SM3 with a key of its own over
 * header, context and ciphertext. The same text gives other bytes each time.
 *
 * Layout: version (1) ‖ length of the key id (1) ‖ key id ‖ IV (16) ‖ ciphertext ‖ MAC (32).
 */
export function seal(keyring: Keyring, context: SealContext, text: string): Buffer {
  return sealBytes(keyring, context, Buffer.from(text, 'utf8'))
}

/** The same for bytes that are no text. */
export function sealBytes(keyring: Keyring, context: SealContext, bytes: Uint8Array): Buffer {
  const keyId = keyring.current
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, encryptionKey(keyring, keyId), iv)
  const head = Buffer.concat([Buffer.from([VERSION, keyId.length]), Buffer.from(keyId, 'ascii'), iv])
  const body = Buffer.concat([head, cipher.update(bytes), cipher.final()])
  return Buffer.concat([body, macOf(keyring, keyId, context, body)])
}

/**
 * The text that was sealed for exactly this context.
 * @throws {SealError} when it is damaged or was sealed elsewhere. @throws {KeyError} when its key
 * is not in the ring.
 */
export function unseal(keyring: Keyring, context: SealContext, sealed: Uint8Array): string {
  return unsealBytes(keyring, context, sealed).toString('utf8')
}

/** The bytes that were sealed for exactly this context. @throws as `unseal` does. */
export function unsealBytes(keyring: Keyring, context: SealContext, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const keyId = sealedWith(bytes)
  const ivStart = 2 + keyId.length
  const bodyEnd = bytes.length - MAC_BYTES
  if (bytes[0] !== VERSION || bodyEnd < ivStart + IV_BYTES) throw new SealError(context)
  const body = bytes.subarray(0, bodyEnd)
  if (!timingSafeEqual(macOf(keyring, keyId, context, body), bytes.subarray(bodyEnd)))
    throw new SealError(context)
  const iv = body.subarray(ivStart, ivStart + IV_BYTES)
  const decipher = createDecipheriv(CIPHER, encryptionKey(keyring, keyId), iv)
  return Buffer.concat([decipher.update(body.subarray(ivStart + IV_BYTES)), decipher.final()])
}

/** Whether a value should be sealed anew because a newer key is current. */
export function needsReseal(keyring: Keyring, sealed: Uint8Array): boolean {
  return sealedWith(Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)) !== keyring.current
}

function sealedWith(bytes: Buffer): string {
  return bytes.toString('ascii', 2, 2 + (bytes[1] ?? 0))
}

function encryptionKey(keyring: Keyring, keyId: string): Buffer {
  return keyring.derive(keyId, 'seal.encrypt').subarray(0, KEY_BYTES)
}

function macOf(keyring: Keyring, keyId: string, { table, column, rowId }: SealContext, body: Buffer): Buffer {
  return hmacSm3(keyring.derive(keyId, 'seal.mac'), canonical(VERSION, [table, column, rowId, body]))
}
