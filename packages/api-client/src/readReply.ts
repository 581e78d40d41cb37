import { ProblemError, type EndpointSpec } from '@sunshine-aid/api-contract'

/** `drop`: a newer server may add fields. `refuse`: in tests, where an unknown field is a mistake. */
export type UnknownKeys = 'drop' | 'refuse'

interface Issue {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly keys?: readonly string[]
}

/**
 * The reply as the endpoint declares it.
 * @throws {ProblemError} `internal` when it has another shape; the text names the endpoint and fields, no values.
 */
export function readReply(endpoint: EndpointSpec, body: unknown, unknownKeys: UnknownKeys): unknown {
  if (endpoint.reply === null) return undefined
  const first = endpoint.reply.safeParse(body)
  if (first.success) return first.data
  const issues = first.error.issues as readonly Issue[]
  if (unknownKeys === 'drop' && issues.every(issue => issue.code === 'unrecognized_keys')) {
    const second = endpoint.reply.safeParse(without(body, issues))
    if (second.success) return second.data
  }
  const fields = issues.map(issue =>
    `${issue.path.join('.')} (${issue.code}) ${issue.keys?.join(', ') ?? ''}`.trim(),
  )
  throw new ProblemError('internal', `${endpoint.id} answered in another shape: ${fields.join(', ')}`)
}

function without(body: unknown, issues: readonly Issue[]): unknown {
  const copy: unknown = structuredClone(body)
  for (const { path, keys = [] } of issues) {
    const owner = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], copy)
    for (const key of keys) Reflect.deleteProperty(owner as object, key)
  }
  return copy
}
