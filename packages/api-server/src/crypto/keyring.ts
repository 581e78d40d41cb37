import { hmacSm3 } from './sm3.ts'

/**
 * Where the master keys come from: a file (`keyFile.ts`), the environment, or a certified module. The rest of
 * the server only sees the keyring.
 */
export interface KeyProvider {
  readonly keys: ReadonlyMap<string, Uint8Array>
  /** Id of the key that seals what is written from now on; the others only read. */
  readonly current: string
}

/** What a derived key is for. One master key never serves two purposes. */
export type KeyPurpose =
  'seal.encrypt' | 'seal.mac' | 'blindIndex' | 'database.app' | 'idempotency' | 'device'

export interface Keyring {
  readonly current: string
  /** All key ids, the current one first. */
  readonly ids: readonly string[]
  /** 32 bytes. @throws {KeyError} `unknownKey` when the ring has no such key. */
  derive(keyId: string, purpose: KeyPurpose): Buffer
}

export type KeyFault = 'unknownKey' | 'noKeys' | 'badKeys'

/** A key is missing or unreadable. The text names key ids, never key bytes. */
export class KeyError extends Error {
  override readonly name = 'KeyError'
  readonly fault: KeyFault

  constructor(fault: KeyFault, detail: string, options?: ErrorOptions) {
    super(`${fault}: ${detail}`, options)
    this.fault = fault
  }
}

export const MASTER_KEY_BYTES = 32
const KEY_ID = /^[a-z0-9]{1,16}$/

export function createKeyring({ keys, current }: KeyProvider): Keyring {
  if (!keys.has(current)) throw new KeyError('noKeys', `the current key ${current} is missing`)
  for (const [id, key] of keys) {
    if (!KEY_ID.test(id)) throw new KeyError('badKeys', 'a key id is 1 to 16 of a–z and 0–9')
    if (key.length !== MASTER_KEY_BYTES)
      throw new KeyError('badKeys', `key ${id} is not ${MASTER_KEY_BYTES} bytes long`)
  }
  const derived = new Map<string, Buffer>()
  return {
    current,
    ids: [current, ...[...keys.keys()].filter(id => id !== current)],
    derive(keyId, purpose) {
      const known = derived.get(`${keyId}/${purpose}`)
      if (known) return known
      const master = keys.get(keyId)
      if (!master) {
        // The id comes from a stored value, which may be damaged: repeat it only if it looks like one.
        throw new KeyError(
          'unknownKey',
          KEY_ID.test(keyId) ? `key ${keyId} is not in the ring` : 'not a key id',
        )
      }
      const key = hmacSm3(master, Buffer.from(`sunshine-aid/1/${purpose}`))
      derived.set(`${keyId}/${purpose}`, key)
      return key
    },
  }
}

/** Reads `id:base64,id:base64`; the first is the current one. The form of `SUNSHINE_KEYS`. */
export function parseKeys(text: string): KeyProvider {
  const entries = text.split(',').map(entry => {
    const [id = '', key = ''] = entry.trim().split(':')
    return [id, Buffer.from(key, 'base64')] as const
  })
  const [current = ''] = entries[0] ?? []
  const keys = new Map(entries)
  if (keys.size !== entries.length) throw new KeyError('badKeys', 'a key id stands twice')
  return { keys, current }
}
