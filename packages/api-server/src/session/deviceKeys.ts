import type { DeviceKeys } from '@sunshine-aid/api-contract'
import type { Keyring } from '../crypto/keyring.ts'
import { canonical, hmacSm3 } from '../crypto/sm3.ts'

/** The account's key under each master key, 32 bytes each; nothing of it is stored (trust rule 25). */
export function deviceKeys(keyring: Keyring, accountId: string): DeviceKeys {
  return {
    owner: accountId,
    keys: keyring.ids.map(id => ({
      id,
      key: hmacSm3(keyring.derive(id, 'device'), canonical(1, [accountId])).toString('base64'),
    })),
  }
}
