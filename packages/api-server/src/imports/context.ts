import type { Keyring } from '../crypto/keyring.ts'
import { blindIndex, blindIndexes } from '../crypto/blindIndex.ts'
import type { Assignment, Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { grants } from '../access/reach.ts'

/** What the steps of an import share; a handler's input is one. */
export interface ImportContext {
  readonly trx: Trx
  readonly principal: Principal
  readonly keyring: Keyring
  readonly now: Date
  readonly signal?: AbortSignal
}

/** The schools for which the account may import, each once. */
export function importPlaces(principal: Principal): Assignment[] {
  const places = grants(principal, 'student.import').map(({ assignment }) => assignment)
  return places.filter(({ orgId }, index) => places.findIndex(place => place.orgId === orgId) === index)
}

const FIELD = 'idNumber'

/** What `student.id_number_index` and `import_row.number_index` hold. */
export function idNumberIndex(keyring: Keyring, idNumber: string): Buffer {
  return blindIndex(keyring, FIELD, idNumber)
}

/** What they may hold from older keys as well. */
export function idNumberIndexes(keyring: Keyring, idNumber: string): Buffer[] {
  return blindIndexes(keyring, FIELD, idNumber)
}
