import { blindIndex, blindIndexes } from '../crypto/blindIndex.ts'
import type { Keyring } from '../crypto/keyring.ts'

const FIELD = 'guardianPhone'

/** Under which a guardian's phone is found again without being read. */
export function phoneIndex(keyring: Keyring, phone: string): Buffer {
  return blindIndex(keyring, FIELD, phone)
}

/** Every index that may stand for this phone while keys rotate. */
export function phoneIndexes(keyring: Keyring, phone: string): Buffer[] {
  return blindIndexes(keyring, FIELD, phone)
}
