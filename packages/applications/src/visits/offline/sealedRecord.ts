import type { DeviceKeys } from '@sunshine-aid/api-contract'

/** A record as it lies on the disk: whose it is and how to open it, and nothing of what it says. */
export interface SealedRecord {
  readonly id: string
  /** Account id. Somebody else neither lists nor sends it, and could not open it. */
  readonly owner: string
  readonly keyId: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly box: ArrayBuffer
}

/** The keys of one account, as long as somebody is signed in; they cannot be read back out of memory by the page. */
export interface Seal {
  readonly owner: string
  readonly seal: (id: string, value: unknown) => Promise<SealedRecord>
  /** `undefined` for a record of somebody else, under a key that is gone, or changed on the disk. */
  readonly open: (record: SealedRecord) => Promise<unknown>
}

const IV_BYTES = 12

/** Whether this page can seal at all: browsers give the means only to pages that came over https. */
export const canSeal = (): boolean => globalThis.isSecureContext

/**
 * AES-256-GCM with the account's keys (trust rule 25). What the box says belongs to its id and its owner: moved to
 * another row, or to somebody else's, it does not open.
 */
export async function createSeal({ owner, keys }: DeviceKeys): Promise<Seal> {
  const imported = await Promise.all(keys.map(async ({ id, key }) => [id, await importKey(key)] as const))
  const byId = new Map(imported)
  const [current] = imported
  if (!current) throw new Error('an account without a device key')
  const context = (id: string, keyId: string) =>
    new TextEncoder().encode(JSON.stringify(['sunshine-aid/visit/1', owner, id, keyId]))

  return {
    owner,
    async seal(id, value) {
      const [keyId, key] = current
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
      const additionalData = context(id, keyId)
      const plain = new TextEncoder().encode(JSON.stringify(value))
      const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain)
      return { id, owner, keyId, iv, box }
    },
    async open({ id, owner: whose, keyId, iv, box }) {
      const key = byId.get(keyId)
      if (!key || whose !== owner) return undefined
      const additionalData = context(id, keyId)
      try {
        const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, box)
        return JSON.parse(new TextDecoder().decode(plain)) as unknown
      } catch {
        return undefined
      }
    },
  }
}

async function importKey(base64: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
  try {
    return await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  } finally {
    bytes.fill(0)
  }
}
