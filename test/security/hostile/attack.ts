import type { EndpointSpec } from '@sunshine-aid/api-contract'
import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import { injectRequest } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { hostileHeader, hostileSegment, hostileValue } from './values.ts'

/** One thing that is done to a valid request. */
export type Attack =
  | { readonly kind: 'value'; readonly at: number; readonly value: unknown }
  | { readonly kind: 'unknownField'; readonly value: unknown }
  | { readonly kind: 'body'; readonly value: unknown }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'poison' }
  | { readonly kind: 'segment'; readonly at: number; readonly value: string }
  | { readonly kind: 'query'; readonly name: string; readonly value: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }

const at = fc.nat(50)
const header = (...names: string[]) =>
  fc.record({ kind: fc.constant('header' as const), name: fc.constantFrom(...names), value: hostileHeader })

const inBody: fc.Arbitrary<Attack> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('value' as const), at, value: hostileValue }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('unknownField' as const), value: hostileValue }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('body' as const), value: hostileValue }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('bytes' as const),
      value: fc.uint8Array({ minLength: 1, maxLength: 60 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at }) },
  { weight: 1, arbitrary: fc.constant<Attack>({ kind: 'poison' }) },
)

/** Attacks that make sense for `endpoint`: on its body, its address, its query and its headers. */
export function attackOn({ path, body, upload, ifMatch, method }: EndpointSpec): fc.Arbitrary<Attack> {
  const names = ['accept', 'content-type', 'x-request-id', 'accept-language', 'authorization']
  const versioned = ifMatch ? ['if-match', 'if-match'] : []
  const keyed = method === 'POST' ? ['idempotency-key', 'idempotency-key'] : []
  return fc.oneof(
    // The body of a GET is never read.
    ...(method === 'GET' ? [] : [{ weight: body || upload ? 10 : 2, arbitrary: inBody }]),
    ...(path.includes(':')
      ? [
          {
            weight: 4,
            arbitrary: fc.record({ kind: fc.constant('segment' as const), at, value: hostileSegment }),
          },
        ]
      : []),
    {
      weight: method === 'GET' ? 6 : 1,
      arbitrary: fc.record({
        kind: fc.constant('query' as const),
        name: fc.constantFrom(
          'limit',
          'cursor',
          'sort',
          'status',
          'mine',
          'focus',
          'classId',
          'role',
          'outcome',
          'x',
          '__proto__',
        ),
        value: hostileSegment,
      }),
    },
    { weight: 3, arbitrary: header(...names, ...versioned, ...keyed) },
  )
}

export interface HostileRequest {
  readonly options: InjectOptions
  /** The contract itself refuses it: its schemas do not accept what is sent. Nothing may be written then. */
  readonly outsideContract: boolean
}

/** `input` after `attack`, as it goes over the wire. */
export function attacked(
  base: string,
  endpoint: EndpointSpec,
  input: TestInput,
  token: string,
  attack: Attack,
): HostileRequest {
  const valid = injectRequest(base, endpoint, input, token)
  const options = apply(valid, endpoint, input, attack)
  return { options, outsideContract: isOutside(endpoint, options, attack) }
}

function apply(
  valid: InjectOptions,
  endpoint: EndpointSpec,
  { body }: TestInput,
  attack: Attack,
): InjectOptions {
  const { kind } = attack
  if (kind === 'segment') return { ...valid, url: withSegment(addressOf(valid), endpoint, attack) }
  if (kind === 'query') {
    const { query: _, ...rest } = valid
    return { ...rest, url: `${addressOf(valid)}?${attack.name}=${attack.value}` }
  }
  if (kind === 'header') return withHeaders(valid, { [attack.name]: attack.value })
  const payload = payloadOf(Buffer.isBuffer(body) ? {} : (body ?? {}), attack)
  return { ...withHeaders(valid, endpoint.upload ? {} : { 'content-type': 'application/json' }), payload }
}

/** `injectRequest` makes addresses that are texts. */
function addressOf({ url }: InjectOptions): string {
  return typeof url === 'string' ? url : ''
}

function withHeaders(options: InjectOptions, headers: Record<string, string>): InjectOptions {
  return { ...options, headers: { ...options.headers, ...headers } }
}

/** Replaces one `:name` of the address. The version prefix stands before the path. */
function withSegment(
  url: string,
  { path }: EndpointSpec,
  { at: chosen, value }: Extract<Attack, { kind: 'segment' }>,
): string {
  const names = path.split('/').flatMap((part, index) => (part.startsWith(':') ? [index] : []))
  const parts = url.split('/')
  const offset = parts.length - path.split('/').length
  parts[offset + (names[chosen % names.length] ?? 0)] = value
  return parts.join('/')
}

function payloadOf(body: object, attack: Attack): string | Buffer {
  switch (attack.kind) {
    case 'value':
      return JSON.stringify(replaceLeaf(body, attack.at, attack.value))
    case 'unknownField':
      return JSON.stringify({ ...body, unknownField: attack.value })
    case 'body':
      return JSON.stringify(attack.value)
    case 'bytes':
      return Buffer.from(attack.value)
    case 'cut':
      return JSON.stringify(body).slice(0, -1 - (attack.at % 10))
    default:
      return `{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},${JSON.stringify(body).slice(1)}`
  }
}

/** Puts `value` in the place of one field of `body`, at any depth. */
function replaceLeaf(body: object, chosen: number, value: unknown): unknown {
  const paths = leaves(body)
  const path = paths[chosen % paths.length]
  if (!path) return value
  const copy = structuredClone(body)
  const last = path.at(-1)!
  const holder = path.slice(0, -1).reduce<object>((inner, key) => Reflect.get(inner, key) as object, copy)
  Reflect.set(holder, last, value)
  return copy
}

function leaves(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]]
  const inner = Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]))
  return path.length === 0 ? inner : [[...path], ...inner]
}

function isOutside(endpoint: EndpointSpec, { payload }: InjectOptions, { kind }: Attack): boolean {
  if (['segment', 'query', 'header'].includes(kind) || endpoint.upload) return false
  if (payload === '' && !endpoint.body) return false
  const value = parsed(payload)
  if (value === BROKEN || kind === 'poison') return true
  return endpoint.body ? !endpoint.body.safeParse(value).success : !isEmpty(value)
}

const BROKEN = Symbol('not JSON')

function parsed(payload: InjectOptions['payload']): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(payload) ? payload.toString() : (payload as string))
  } catch {
    return BROKEN
  }
}

/** An endpoint without a body takes an empty one. */
function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}
