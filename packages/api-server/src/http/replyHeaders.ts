import type { EndpointSpec } from '@sunshine-aid/api-contract'
import { versionTag } from './preconditions.ts'

/** Status of a successful answer: the endpoint's own, else 204 without and 200 with a body. */
export function successStatus(endpoint: EndpointSpec): number {
  return endpoint.status ?? (endpoint.reply === null && endpoint.download === undefined ? 204 : 200)
}

/**
 * Headers that follow from what is answered: `ETag` from `version`; `Location` for a new record with an `id`
 * when the API can read one below the same path (`readable`).
 */
export function replyHeaders(
  endpoint: EndpointSpec,
  body: unknown,
  url: string,
  readable: boolean,
): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {}
  const version: unknown = Reflect.get(body, 'version')
  const id: unknown = Reflect.get(body, 'id')
  const [path = ''] = url.split('?', 1)
  return {
    ...(typeof version === 'number' && { etag: versionTag(version) }),
    ...(endpoint.status === 201 && readable && typeof id === 'string' && { location: `${path}/${id}` }),
  }
}
