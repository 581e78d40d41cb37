import type { Keyring } from './keyring.ts'
import { canonical, hmacSm3 } from './sm3.ts'

/**
 * Finds equal values without reading them: HMAC-SM3 of the normalised value under a key of its own. `field`
 * keeps two kinds of values apart, so that a phone never equals an ID number.
 */
export function blindIndex(keyring: Keyring, field: string, value: string, keyId = keyring.current): Buffer {
  return hmacSm3(keyring.derive(keyId, 'blindIndex'), canonical(1, [field, normalised(value)]))
}

/** The indexes that rows may carry while keys rotate, the current one first: search for any of them. */
export function blindIndexes(keyring: Keyring, field: string, value: string): Buffer[] {
  return keyring.ids.map(keyId => blindIndex(keyring, field, value, keyId))
}

/** Full-width digits and letters, spaces, hyphens and lower case are ways to write the same number. */
function normalised(value: string): string {
  return value
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}]/gu, '')
    .toUpperCase()
}
