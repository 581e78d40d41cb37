import type { EndpointSpec } from '@sunshine-aid/api-contract'
import type { z } from 'zod'

/** A handler answered something that its endpoint does not promise: a fault of ours, so `internal`. */
export class ReplyMismatch extends Error {
  override readonly name = 'ReplyMismatch'
  readonly code = 'reply_mismatch'

  constructor(endpoint: EndpointSpec, issues: readonly z.core.$ZodIssue[]) {
    // Names of fields only; what stood in them is nobody's business.
    const fields = issues.map(({ path, code }) => `${path.join('.')} (${code})`)
    super(`${endpoint.method} ${endpoint.path} answered outside its schema: ${fields.join(', ')}`)
  }
}

/**
 * The reply as the endpoint's schema allows it (trust rule 6). An unknown key is an error when `strict` (tests
 * and development) and dropped otherwise; a wrong value is always an error.
 * @throws {ReplyMismatch}
 */
export function replyBody(endpoint: EndpointSpec, reply: unknown, strict: boolean): unknown {
  if (endpoint.reply === null) return undefined
  const result = endpoint.reply.safeParse(reply)
  if (result.success) return result.data
  if (!strict && onlyUnknownKeys(result.error.issues))
    return replyBody(endpoint, without(reply, result.error.issues), true)
  throw new ReplyMismatch(endpoint, result.error.issues)
}

type UnknownKeys = z.core.$ZodIssueUnrecognizedKeys

function onlyUnknownKeys(issues: readonly z.core.$ZodIssue[]): issues is UnknownKeys[] {
  return issues.every(issue => issue.code === 'unrecognized_keys')
}

function without(reply: unknown, issues: readonly UnknownKeys[]): unknown {
  const copy: unknown = structuredClone(reply)
  for (const { path, keys } of issues) {
    const holder = path.reduce<unknown>((inner, key) => Reflect.get(inner as object, key), copy) as object
    for (const key of keys) Reflect.deleteProperty(holder, key)
  }
  return copy
}
