import { createKeyring, type Keyring } from '../crypto/keyring.ts'

/** Fixed, so that all test databases of one server share the password of `sunshine_app`. */
export function testKeyring(): Keyring {
  return createKeyring({ current: 't1', keys: new Map([['t1', Buffer.alloc(32, 'test key')]]) })
}
