import { sm3 } from '../crypto/sm3.ts'

/**
 * The one text of a value made of objects, lists, texts, whole numbers, booleans and `null` (RFC 8785): keys sorted,
 * no blanks. The database may reorder the keys of what it keeps as `jsonb`; this text of it, and so its digest,
 * stays the same.
 * @throws {TypeError} for anything else: it would not come back from the database as it was.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (isPlain(value)) {
    const keys = Object.keys(value).sort()
    return `{${keys.map(key => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(',')}}`
  }
  if (value === null || ['string', 'boolean'].includes(typeof value) || Number.isSafeInteger(value))
    return JSON.stringify(value)
  throw new TypeError(`${typeof value} has no canonical text`)
}

/** SM3 of the canonical text, in hex. */
export function digestOf(value: unknown): string {
  return sm3(Buffer.from(canonicalJson(value), 'utf8')).toString('hex')
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
