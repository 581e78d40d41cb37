import { AxiosError, isCancel } from 'axios'
import type { PlannedRequest } from './buildRequest.ts'
import { secondsToWait } from './problemOf.ts'

export const MAX_RETRIES = 3
const FIRST_DELAY_MS = 300
/** Longer than this nobody waits for a page: the error is shown, with its own button to try again. */
const LONGEST_DELAY_MS = 10_000
const PASSING_STATUS = new Set([502, 503, 504])

/** Milliseconds until the next attempt, or `undefined` when there must be none. */
export function delayBeforeRetry(
  error: unknown,
  request: PlannedRequest,
  retries: number,
): number | undefined {
  if (retries >= MAX_RETRIES || !isRepeatable(request) || !mayPass(error)) return undefined
  const asked = error.response && secondsToWait(error.response)
  const delay = asked === undefined ? Math.random() * FIRST_DELAY_MS * 2 ** retries : asked * 1000
  return delay <= LONGEST_DELAY_MS ? delay : undefined
}

/** Reading changes nothing, and a keyed write is applied once however often it arrives. */
function isRepeatable(request: PlannedRequest): boolean {
  return request.method === 'GET' || request.headers['Idempotency-Key'] !== undefined
}

function mayPass(error: unknown): error is AxiosError {
  if (!(error instanceof AxiosError) || isCancel(error)) return false
  return error.response === undefined || PASSING_STATUS.has(error.response.status)
}

/** Rejects at once when `signal` is aborted, so that nothing waits for a page that is gone. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(new DOMException('aborted while waiting to try again', 'AbortError'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
