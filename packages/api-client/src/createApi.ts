import type { EndpointSpec, ReplyOf } from '@sunshine-aid/api-contract'
import axios, { AxiosError, type AxiosAdapter, type AxiosRequestConfig, type AxiosResponse } from 'axios'
import { buildRequest, type PlannedRequest } from './buildRequest.ts'
import { downloadedFile, type DownloadedFile } from './downloadedFile.ts'
import type { CallArguments, LooseInput } from './input.ts'
import { problemOf } from './problemOf.ts'
import { readReply, type UnknownKeys } from './readReply.ts'
import { delayBeforeRetry, wait } from './retry.ts'
import { settled } from './settled.ts'
import { createTokens, type GetToken } from './tokens.ts'

/** Long enough for a slow office network; a file may take longer to arrive. */
const TIMEOUT_MS = 30_000
const FILE_TIMEOUT_MS = 300_000

export interface ApiOptions {
  /** `/api/v1`, or an absolute URL without a slash at the end. */
  readonly baseUrl: string
  /** Asked for every request; nothing of the answer is kept. */
  readonly getToken: GetToken
  /** Ends every request that is under way, and every one after it. */
  readonly signal?: AbortSignal
  readonly locale?: () => string
  /** Default `drop`. */
  readonly unknownKeys?: UnknownKeys
  /** Another way to the server than the network: tests talk to it in the same process. May resolve with any status. */
  readonly adapter?: AxiosAdapter
}

export interface ApiClient {
  /**
   * Calls `endpoint` and returns its reply, parsed.
   * @throws {ProblemError} with a stable `code`, whatever went wrong
   * @throws {DOMException} `AbortError` when one of the signals was aborted
   */
  readonly call: <E extends EndpointSpec>(endpoint: E, ...input: CallArguments<E>) => Promise<ReplyOf<E>>
  /** The same for an endpoint that answers with a file. */
  readonly download: <E extends EndpointSpec>(
    endpoint: E,
    ...input: CallArguments<E>
  ) => Promise<DownloadedFile>
}

/**
 * The only way to the API. One 401 leads to one renewal of the token, shared by all requests, and one replay of
 * the same request with the same Idempotency-Key; reads and keyed writes are tried again, at most three times,
 * when the network or the server is away for a moment.
 */
export function createApi(options: ApiOptions): ApiClient {
  const http = axios.create({
    baseURL: options.baseUrl,
    ...(options.adapter && { adapter: settled(options.adapter) }),
  })
  const tokens = createTokens(options.getToken)

  async function attempt(request: PlannedRequest): Promise<AxiosResponse> {
    const token = await tokens.current()
    try {
      return await http.request(withToken(request, token))
    } catch (error) {
      if (!isUnauthenticated(error)) throw error
      return http.request(withToken(request, await tokens.renewed(token)))
    }
  }

  async function send(request: PlannedRequest, signal: AbortSignal): Promise<AxiosResponse> {
    for (let retries = 0; ; retries += 1) {
      try {
        signal.throwIfAborted()
        return await attempt(request)
      } catch (error) {
        const delay = delayBeforeRetry(error, request, retries)
        if (delay === undefined) throw error
        await wait(delay, signal)
      }
    }
  }

  async function perform(endpoint: EndpointSpec, input: LooseInput): Promise<AxiosResponse> {
    const signal = anyOf(options.signal, input.signal)
    const isFile = endpoint.upload !== undefined || endpoint.download !== undefined
    const request: PlannedRequest = {
      ...buildRequest(endpoint, input, options.locale?.() ?? 'zh-CN'),
      responseType: endpoint.download ? 'blob' : 'json',
      timeout: isFile ? FILE_TIMEOUT_MS : TIMEOUT_MS,
      signal,
      // Only `fetch` outlives its page; a way that was given instead of the network stays.
      ...(input.keepalive && !options.adapter && { adapter: 'fetch', fetchOptions: { keepalive: true } }),
    }
    try {
      return await send(request, signal)
    } catch (error) {
      throw await problemOf(
        error,
        `${endpoint.method} ${endpoint.path}`,
        String(request.headers['X-Request-Id']),
      )
    }
  }

  return {
    async call<E extends EndpointSpec>(endpoint: E, ...[input]: CallArguments<E>) {
      const response = await perform(endpoint, input ?? {})
      return readReply(endpoint, response.data, options.unknownKeys ?? 'drop') as ReplyOf<E>
    },
    async download<E extends EndpointSpec>(endpoint: E, ...[input]: CallArguments<E>) {
      return downloadedFile(endpoint, await perform(endpoint, input ?? {}))
    },
  }
}

function withToken(request: PlannedRequest, token: string): AxiosRequestConfig {
  return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } }
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof AxiosError && error.response?.status === 401
}

function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter(signal => signal !== undefined))
}
