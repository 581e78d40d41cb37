import type { z } from '@sunshine-aid/domain'
import type { EndpointSpec } from '../endpoint.ts'
import type { JsonSchema, JsonSchemas } from './jsonSchemas.ts'
import { problemResponses, problemsOf } from './problemResponses.ts'

/** The OpenAPI operation of one endpoint. */
export function operation(endpoint: EndpointSpec, schemas: JsonSchemas): JsonSchema {
  const { id, tag, summary, access } = endpoint
  const requestBody = bodyOf(endpoint, schemas)
  return {
    operationId: id,
    tags: [tag],
    summary,
    security: access.permission === 'public' ? [] : [{ accessToken: [] }],
    'x-permission': access.permission,
    'x-audit': access.audit,
    parameters: parametersOf(endpoint, schemas),
    ...(requestBody && { requestBody }),
    responses: { ...successOf(endpoint, schemas), ...problemResponses(problemsOf(endpoint)) },
  }
}

function parametersOf(endpoint: EndpointSpec, schemas: JsonSchemas): JsonSchema[] {
  const { method, ifMatch, ticket, body, upload, params, query } = endpoint
  const shared = [
    'X-Request-Id',
    'Accept-Language',
    ...(method === 'POST' ? ['Idempotency-Key'] : []),
    ...(ifMatch ? ['If-Match'] : []),
    ...(ticket ? ['X-Ticket'] : []),
    ...(method !== 'GET' && !body && !upload ? ['X-Requested-With'] : []),
  ]
  return [
    ...fieldsOf('path', params, schemas),
    ...fieldsOf('query', query, schemas),
    ...shared.map(name => ({ $ref: `#/components/parameters/${name}` })),
  ]
}

function fieldsOf(
  place: 'path' | 'query',
  object: z.ZodType | undefined,
  schemas: JsonSchemas,
): JsonSchema[] {
  if (!object) return []
  const { properties = {}, required = [] } = schemas.of(object, 'input') as {
    properties?: object
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]: [string, unknown]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }))
}

function bodyOf({ body, upload }: EndpointSpec, schemas: JsonSchemas): JsonSchema | undefined {
  if (body) return { required: true, content: { 'application/json': { schema: schemas.of(body, 'input') } } }
  if (!upload) return undefined
  const file = { schema: { type: 'string', format: 'binary', maxLength: upload.maxBytes } }
  return { required: true, content: Object.fromEntries(upload.mediaTypes.map(type => [type, file])) }
}

function successOf(endpoint: EndpointSpec, schemas: JsonSchemas): Record<string, JsonSchema> {
  const { reply, download, status = reply || download ? 200 : 204 } = endpoint
  const content = download
    ? { [download.mediaType]: { schema: { type: 'string', format: 'binary' } } }
    : reply && { 'application/json': { schema: schemas.of(reply, 'output') } }
  return {
    [status]: { description: SUCCESS[status], headers: headersOf(endpoint), ...(content && { content }) },
  }
}

const SUCCESS = {
  200: 'Done',
  201: 'Made',
  202: 'Taken; it goes on in the background',
  204: 'Done; nothing to say',
} as const

function headersOf({ method }: EndpointSpec): JsonSchema {
  const names = ['X-Request-Id', ...(method === 'POST' ? ['Idempotency-Replayed'] : [])]
  return Object.fromEntries(names.map(name => [name, { $ref: `#/components/headers/${name}` }]))
}
