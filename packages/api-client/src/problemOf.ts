import { PROBLEM_CODES, ProblemError, type FieldError, type ProblemCode } from '@sunshine-aid/api-contract'
import { AxiosError, isCancel, type AxiosResponse } from 'axios'

interface ProblemBody {
  readonly code?: unknown
  readonly detail?: unknown
  readonly errors?: readonly FieldError[]
  readonly current?: unknown
  readonly requestId?: string
}

/** A status that came without a code of ours: from a proxy, or from a server that is falling over. */
const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  401: 'unauthenticated',
  403: 'not_allowed',
  404: 'not_found',
  408: 'request_timeout',
  412: 'stale_version',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
}

/** One error class for everything that goes wrong; an abort stays the `AbortError` that browsers know. */
export async function problemOf(error: unknown, route: string, requestId?: string): Promise<unknown> {
  if (isCancel(error)) return new DOMException(`${route} was aborted`, 'AbortError')
  if (!(error instanceof AxiosError)) return error
  if (!error.response) return new ProblemError('unavailable', `${route}: no answer`, known({ requestId }))
  return problemOfResponse(error.response, route, requestId)
}

async function problemOfResponse(response: AxiosResponse, route: string, requestId?: string) {
  const body = await readBody(response.data)
  const code =
    PROBLEM_CODES.find(known => known === body.code) ?? CODE_OF_STATUS[response.status] ?? 'internal'
  const detail = typeof body.detail === 'string' ? body.detail : `${route}: status ${response.status}`
  return new ProblemError(
    code,
    detail,
    known({
      errors: body.errors,
      current: body.current,
      requestId: body.requestId ?? requestId,
      retryAfter: secondsToWait(response),
    }),
  )
}

/** `Retry-After` in seconds; dates and nonsense count as absent. */
export function secondsToWait(response: AxiosResponse): number | undefined {
  const seconds = Number(response.headers['retry-after'] ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined
}

/** A download that failed answers with a Blob that holds the problem. */
async function readBody(data: unknown): Promise<ProblemBody> {
  const content: unknown = data instanceof Blob ? parsed(await data.text()) : data
  return typeof content === 'object' && content !== null ? content : {}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Without the keys whose value is undefined, which the optional fields of our types do not take. */
function known<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
