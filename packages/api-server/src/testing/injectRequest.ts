import { randomUUID } from 'node:crypto'
import type { BodyOf, EndpointSpec, ParamsOf, QueryOf } from '@sunshine-aid/api-contract'
import type { InjectOptions } from 'fastify'

/** What a test sends. Nothing is checked here: wrong input is what many tests are about. */
export interface TestInput<E extends EndpointSpec = EndpointSpec> {
  readonly params?: ParamsOf<E> | Readonly<Record<string, string>>
  readonly query?: QueryOf<E> | Record<string, string>
  readonly body?: BodyOf<E> | object | Buffer
  readonly ifMatch?: number
  readonly ticket?: string
  /** Of a POST; a new one unless given. `null` leaves it out. */
  readonly idempotencyKey?: string | null
  /** Set last, so that they win. */
  readonly headers?: Record<string, string>
}

/** The request as a well-behaved client sends it. */
export function injectRequest(
  base: string,
  endpoint: EndpointSpec,
  input: TestInput,
  token: string | null,
): InjectOptions {
  const { params = {}, query = {}, body } = input
  return {
    method: endpoint.method,
    url:
      base +
      endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent(String(Reflect.get(params as object, name))),
      ),
    query: query as Record<string, string>,
    headers: { ...headersOf(endpoint, input, token), ...input.headers },
    ...(body !== undefined && { payload: body as object | Buffer }),
  }
}

function headersOf(endpoint: EndpointSpec, input: TestInput, token: string | null): Record<string, string> {
  const { body, ifMatch, ticket, idempotencyKey = randomUUID() } = input
  const [uploadType = 'application/json'] = endpoint.upload?.mediaTypes ?? []
  return {
    'x-requested-with': 'test',
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'content-type': uploadType }),
    ...(endpoint.method === 'POST' && idempotencyKey !== null && { 'idempotency-key': idempotencyKey }),
    ...(ticket !== undefined && { 'x-ticket': ticket }),
    ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
  }
}
