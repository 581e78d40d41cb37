import type { EndpointSpec } from '@sunshine-aid/api-contract'
import type { AxiosRequestConfig } from 'axios'
import type { LooseInput } from './input.ts'
import { randomId } from './requestId.ts'

/** A request without its token, which is asked for at each attempt. */
export interface PlannedRequest extends AxiosRequestConfig {
  readonly headers: Readonly<Record<string, string | false>>
}

export function buildRequest(endpoint: EndpointSpec, input: LooseInput, locale: string): PlannedRequest {
  const { onProgress } = input
  return {
    method: endpoint.method,
    url: pathOf(endpoint.path, input.params) + queryOf(input.query),
    headers: headersOf(endpoint, input, locale),
    ...(input.body !== undefined && { data: endpoint.upload ? input.body : JSON.stringify(input.body) }),
    ...(onProgress && {
      onUploadProgress: ({ loaded, total }) => onProgress(total ? loaded / total : 0),
    }),
  }
}

function headersOf(
  endpoint: EndpointSpec,
  input: LooseInput,
  locale: string,
): Record<string, string | false> {
  return {
    Accept: endpoint.download
      ? `${endpoint.download.mediaType}, application/problem+json`
      : 'application/json',
    'Accept-Language': locale,
    'X-Request-Id': randomId(),
    // Another site cannot send this header without asking first, so a request without a body is no forgery.
    ...(endpoint.method !== 'GET' && { 'X-Requested-With': 'XMLHttpRequest' }),
    ...(endpoint.method === 'POST' && { 'Idempotency-Key': input.idempotencyKey ?? randomId() }),
    ...(input.ifMatch !== undefined && { 'If-Match': `"${input.ifMatch}"` }),
    ...(input.ticket !== undefined && { 'X-Ticket': input.ticket }),
    // `false` keeps axios from claiming that a request without a body is a form.
    'Content-Type': input.body === undefined ? false : contentType(endpoint, input.body),
  }
}

function contentType(endpoint: EndpointSpec, body: unknown): string {
  if (!endpoint.upload) return 'application/json'
  const [fallback = 'application/octet-stream'] = endpoint.upload.mediaTypes
  return (body as Blob).type || fallback
}

function pathOf(path: string, params: unknown): string {
  const values = (params ?? {}) as Record<string, unknown>
  return path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(values[name])))
}

/** Lists repeat their key; what is `undefined` is left out. */
function queryOf(query: unknown): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) search.append(key, String(item))
    }
  }
  return search.size > 0 ? `?${search}` : ''
}
