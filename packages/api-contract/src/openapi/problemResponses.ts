import { COMMON_PROBLEMS, statusOf, type ProblemCode } from '../problem.ts'
import type { EndpointSpec } from '../endpoint.ts'
import { problemText } from '../problemText.ts'
import type { JsonSchema } from './jsonSchemas.ts'

/** Every code that an endpoint may answer: its own, the common ones, and those that its headers bring along. */
export function problemsOf(endpoint: EndpointSpec): ProblemCode[] {
  const { access, method, ifMatch, problems } = endpoint
  const common: readonly ProblemCode[] = access.permission === 'public' ? NOT_SIGNED_IN : COMMON_PROBLEMS
  return [
    ...new Set<ProblemCode>([
      ...common,
      'not_acceptable',
      ...(method === 'POST' ? KEYED : []),
      ...(ifMatch ? VERSIONED : []),
      ...problems,
    ]),
  ]
}

const KEYED = ['idempotency_key_required', 'in_flight', 'idempotency_mismatch'] as const
const VERSIONED = ['version_required', 'stale_version'] as const
const NOT_SIGNED_IN = COMMON_PROBLEMS.filter(code => code !== 'unauthenticated' && code !== 'not_allowed')

/** One response a status; a code that is alone at its status is shared between operations. */
export function problemResponses(codes: readonly ProblemCode[]): Record<string, JsonSchema> {
  const statuses = [...new Set(codes.map(statusOf))].sort((a, b) => a - b)
  return Object.fromEntries(
    statuses.map(status => {
      const those = codes.filter(code => statusOf(code) === status)
      const [only] = those
      const shared = those.length === 1 && only !== undefined
      return [String(status), shared ? { $ref: `#/components/responses/${only}` } : problemResponse(those)]
    }),
  )
}

/** The shared responses: all codes that `problemResponses` refers to for any of `lists`. */
export function sharedResponses(lists: readonly (readonly ProblemCode[])[]): Record<string, JsonSchema> {
  const alone = lists.flatMap(codes =>
    codes.filter(code => codes.every(other => other === code || statusOf(other) !== statusOf(code))),
  )
  return Object.fromEntries([...new Set(alone)].sort().map(code => [code, problemResponse([code])]))
}

function problemResponse(codes: readonly ProblemCode[]): JsonSchema {
  const status = codes[0] === undefined ? 0 : statusOf(codes[0])
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { type: 'object', properties: { code: { enum: codes } } },
    ],
  }
  return {
    description: codes.map(code => `\`${code}\`: ${problemText[code].en}`).join('\n\n'),
    headers: { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' }, ...EXTRA_HEADERS[status] },
    content: { 'application/problem+json': { schema } },
  }
}

const retryAfter = { 'Retry-After': { $ref: '#/components/headers/Retry-After' } }
const EXTRA_HEADERS: Readonly<Record<number, JsonSchema>> = {
  401: { 'WWW-Authenticate': { schema: { type: 'string' } } },
  429: retryAfter,
  503: retryAfter,
}
