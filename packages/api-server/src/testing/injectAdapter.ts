import type { FastifyInstance } from 'fastify'

/** The part of an axios request that a server can see. */
interface AdapterRequest {
  readonly method?: string | undefined
  readonly baseURL?: string | undefined
  readonly url?: string | undefined
  readonly headers: object
  readonly data?: unknown
  readonly responseType?: string | undefined
  readonly signal?: unknown
}

/** An adapter for axios that needs no port: every request goes straight into the server. */
export type InjectAdapter = <Request extends AdapterRequest>(
  request: Request,
) => Promise<{
  data: unknown
  status: number
  statusText: string
  headers: Record<string, string>
  config: Request
  request: null
}>

/** Answers with whatever status came; `createApi` makes the bad ones fail. */
export function injectAdapter(app: FastifyInstance): InjectAdapter {
  return async request => {
    if (isAborted(request.signal)) throw new DOMException('aborted before it was sent', 'AbortError')
    const answer = await app.inject({
      method: (request.method ?? 'get').toUpperCase(),
      url: `${request.baseURL ?? ''}${request.url ?? ''}`,
      headers: sentHeaders(request.headers),
      ...(request.data !== undefined && { payload: await payloadOf(request.data) }),
    })
    const headers = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
    )
    const data = request.responseType === 'blob' ? new Blob([new Uint8Array(answer.rawPayload)]) : answer.body
    return {
      data,
      status: answer.statusCode,
      statusText: answer.statusMessage,
      headers,
      config: request,
      request: null,
    }
  }
}

/** axios marks a header that it must not send by `false` or `null`. */
function sentHeaders(headers: object): Record<string, string> {
  const sent = Object.entries(headers).filter(
    ([, value]) => value !== false && value !== null && value !== undefined,
  )
  return Object.fromEntries(sent.map(([name, value]) => [name, String(value)]))
}

async function payloadOf(data: unknown): Promise<string | Buffer> {
  return data instanceof Blob ? Buffer.from(await data.arrayBuffer()) : String(data)
}

function isAborted(signal: unknown): boolean {
  return typeof signal === 'object' && signal !== null && Reflect.get(signal, 'aborted') === true
}
