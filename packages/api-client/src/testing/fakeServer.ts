import type { AxiosAdapter, InternalAxiosRequestConfig } from 'axios'
import { AxiosError } from 'axios'

export interface Answer {
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Exchange = (
  request: InternalAxiosRequestConfig,
) => Answer | 'no network' | Promise<Answer | 'no network'>

export interface FakeServer {
  readonly adapter: AxiosAdapter
  /** What arrived, in order. */
  readonly requests: InternalAxiosRequestConfig[]
}

/** Answers requests where the network would be: one exchange after the other, the last one for all that follow. */
export function fakeServer(...exchanges: readonly Exchange[]): FakeServer {
  const requests: InternalAxiosRequestConfig[] = []
  return {
    requests,
    async adapter(request) {
      const exchange = exchanges[Math.min(requests.length, exchanges.length - 1)]!
      requests.push(request)
      const answer = await aborted(request, Promise.resolve(exchange(request)))
      if (answer === 'no network') throw new AxiosError('Network Error', 'ERR_NETWORK', request)
      const { status = 200, body, headers = {} } = answer
      const data = body instanceof Blob || body === undefined ? body : JSON.stringify(body)
      return { data, status, statusText: '', headers, config: request, request: null }
    },
  }
}

/** As a browser does: an aborted request ends at once. */
function aborted<T>({ signal }: InternalAxiosRequestConfig, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new DOMException('aborted', 'AbortError'))
    if (signal?.aborted) stop()
    signal?.addEventListener?.('abort', stop)
    answer.then(resolve, reject)
  })
}
