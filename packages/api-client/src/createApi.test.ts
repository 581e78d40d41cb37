import { ProblemError } from '@sunshine-aid/api-contract'
import { describe, expect, it, vi } from 'vitest'
import { createApi, type ApiOptions } from './createApi.ts'
import { fakeServer, type FakeServer } from './testing/fakeServer.ts'
import { addItem, changeItem, fetchFile, getItem, removeItem, sendFile } from './testing/sampleEndpoints.ts'

const item = { id: 'a', count: 1 }

function apiTo(server: FakeServer, options: Partial<ApiOptions> = {}) {
  return createApi({
    baseUrl: '/api/v1',
    getToken: async () => 'token-1',
    adapter: server.adapter,
    ...options,
  })
}

const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a request', () => {
  it('is built from the endpoint: parameters, lists in the query, nothing for what is undefined', async () => {
    const server = fakeServer(() => ({ body: item }))
    await apiTo(server).call(getItem, { params: { id: 'a/b' }, query: { tags: ['x', 'y'], from: undefined } })
    expect(server.requests[0]!.url).toBe('/items/a%2Fb?tags=x&tags=y')
  })

  it('carries the token, the language and an id of its own', async () => {
    const server = fakeServer(() => ({ body: item }))
    await apiTo(server, { locale: () => 'en' }).call(getItem, { params: { id: 'a' } })
    const { headers } = server.requests[0]!
    expect(headers['Authorization']).toBe('Bearer token-1')
    expect(headers['Accept-Language']).toBe('en')
    expect(headers['X-Request-Id']).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })

  it('asks for the token each time and keeps none', async () => {
    const tokens = ['one', 'two']
    const server = fakeServer(() => ({ body: item }))
    const api = apiTo(server, { getToken: async () => tokens.shift()! })
    await api.call(getItem, { params: { id: 'a' } })
    await api.call(getItem, { params: { id: 'a' } })
    expect(server.requests.map(({ headers }) => headers['Authorization'])).toEqual([
      'Bearer one',
      'Bearer two',
    ])
  })

  it('has a key of its own when it is a POST, and none otherwise', async () => {
    const server = fakeServer(() => ({ body: item }))
    const api = apiTo(server)
    await api.call(addItem, { body: { count: 1 } })
    await api.call(addItem, { body: { count: 1 } })
    await api.call(getItem, { params: { id: 'a' } })
    const [first, second, third] = server.requests.map(({ headers }) => headers['Idempotency-Key'] as unknown)
    expect(first).toBeTypeOf('string')
    expect(second).not.toBe(first)
    expect(third).toBeUndefined()
  })

  it('names the version that was read', async () => {
    const server = fakeServer(() => ({ body: item }))
    await apiTo(server).call(changeItem, { params: { id: 'a' }, body: { count: 2 }, ifMatch: 7 })
    expect(server.requests[0]!.headers['If-Match']).toBe('"7"')
  })

  it('cannot be forged by another site, even without a body', async () => {
    const server = fakeServer(() => ({ status: 204 }))
    await expect(apiTo(server).call(removeItem, { params: { id: 'a' } })).resolves.toBeUndefined()
    expect(server.requests[0]!.headers['X-Requested-With']).toBe('XMLHttpRequest')
  })

  it('sends a file as it is, under its own media type', async () => {
    const server = fakeServer(() => ({ body: item }))
    const file = new Blob(['a,b'], { type: 'text/csv' })
    await apiTo(server).call(sendFile, { body: file })
    expect(server.requests[0]!.data).toBe(file)
    expect(server.requests[0]!.headers['Content-Type']).toBe('text/csv')
  })
})

describe('a reply', () => {
  it('loses what a newer server has added, wherever it stands', async () => {
    const server = fakeServer(() => ({ body: { ...item, later: true } }))
    expect(await apiTo(server).call(getItem, { params: { id: 'a' } })).toEqual(item)
  })

  it('is refused for an unknown field where a test wants that', async () => {
    const server = fakeServer(() => ({ body: { ...item, later: true } }))
    const error = await failure(
      apiTo(server, { unknownKeys: 'refuse' }).call(getItem, { params: { id: 'a' } }),
    )
    expect(error).toMatchObject({ code: 'internal', detail: expect.stringContaining('later') as string })
  })

  it('of another shape is a problem that names the field and not its value', async () => {
    const server = fakeServer(() => ({ body: { id: 'a', count: '张三' } }))
    const error = (await failure(apiTo(server).call(getItem, { params: { id: 'a' } }))) as ProblemError
    expect(error).toBeInstanceOf(ProblemError)
    expect(error.detail).toContain('count')
    expect(error.detail).not.toContain('张三')
  })

  it('that is a file has the name that the server gave it', async () => {
    const headers = {
      'content-disposition': `attachment; filename="x.csv"; filename*=UTF-8''%E5%90%8D%E5%8D%95.csv`,
    }
    const server = fakeServer(() => ({ body: new Blob(['a']), headers }))
    expect((await apiTo(server).download(fetchFile)).fileName).toBe('名单.csv')
  })
})

describe('a problem', () => {
  it('keeps its code, its fields, the present state and the request id', async () => {
    const body = {
      code: 'stale_version',
      detail: 'x',
      current: { version: 3 },
      requestId: 'r-1',
      errors: [{ path: 'body.count', code: 'late' }],
    }
    const server = fakeServer(() => ({ status: 412, body }))
    const error = await failure(
      apiTo(server).call(changeItem, { params: { id: 'a' }, body: { count: 2 }, ifMatch: 7 }),
    )
    expect(error).toMatchObject({ ...body, status: 412 })
  })

  it('is read from a download, too', async () => {
    const body = new Blob([JSON.stringify({ code: 'not_found' })], { type: 'application/problem+json' })
    const server = fakeServer(() => ({ status: 404, body }))
    expect(await failure(apiTo(server).download(fetchFile))).toMatchObject({ code: 'not_found' })
  })

  it.each([
    [403, 'not_allowed'],
    [413, 'too_large'],
    [500, 'internal'],
    [418, 'internal'],
  ])('from a proxy that answers %i in HTML has the code %s', async (status, code) => {
    const server = fakeServer(() => ({ status, body: '<html>' }))
    expect(await failure(apiTo(server).call(addItem, { body: { count: 1 } }))).toMatchObject({ code })
  })
})

describe('a token that is refused', () => {
  it('is renewed once for all requests, and each is sent again with its own key', async () => {
    let forced = 0
    const getToken = vi.fn(async (options?: { force?: boolean }) => {
      if (options?.force) forced += 1
      return forced > 0 ? 'new' : 'old'
    })
    const isOld = (authorization: unknown) => authorization === 'Bearer old'
    const server = fakeServer(({ headers }) =>
      isOld(headers['Authorization']) ? { status: 401, body: { code: 'unauthenticated' } } : { body: item },
    )
    const api = apiTo(server, { getToken })
    await Promise.all(Array.from({ length: 10 }, (_, count) => api.call(addItem, { body: { count } })))

    expect(forced).toBe(1)
    const keysOf = (sent: boolean) =>
      server.requests
        .filter(({ headers }) => isOld(headers['Authorization']) === sent)
        .map(({ headers }) => headers['Idempotency-Key'] as string)
        .sort()
    expect(keysOf(true)).toHaveLength(10)
    expect(keysOf(false)).toEqual(keysOf(true))
  })

  it('that stays refused ends the call after one more try', async () => {
    const server = fakeServer(() => ({ status: 401, body: { code: 'unauthenticated' } }))
    expect(await failure(apiTo(server).call(getItem, { params: { id: 'a' } }))).toMatchObject({
      code: 'unauthenticated',
    })
    expect(server.requests).toHaveLength(2)
  })
})

describe('trying again', () => {
  const outages = [
    ['no network', () => 'no network' as const],
    ['502', () => ({ status: 502 })],
    ['503', () => ({ status: 503 })],
    ['504', () => ({ status: 504 })],
  ] as const

  it.each(outages)('happens after %s, with the same key, at most three times', async (_, outage) => {
    vi.useFakeTimers()
    const server = fakeServer(outage)
    const call = failure(apiTo(server).call(addItem, { body: { count: 1 } }))
    await vi.runAllTimersAsync()
    expect(await call).toMatchObject({ code: 'unavailable' })
    expect(server.requests).toHaveLength(4)
    expect(new Set(server.requests.map(({ headers }) => headers['Idempotency-Key'] as string)).size).toBe(1)
    vi.useRealTimers()
  })

  it.each([400, 409, 412, 422, 429, 500])('does not happen after %i', async status => {
    const server = fakeServer(() => ({ status, body: {} }))
    await failure(apiTo(server).call(addItem, { body: { count: 1 } }))
    expect(server.requests).toHaveLength(1)
  })

  it('does not happen for a change that has no key', async () => {
    const server = fakeServer(() => ({ status: 503 }))
    await failure(apiTo(server).call(changeItem, { params: { id: 'a' }, body: { count: 2 }, ifMatch: 1 }))
    expect(server.requests).toHaveLength(1)
  })

  it('waits as long as the server asks', async () => {
    vi.useFakeTimers()
    const server = fakeServer(
      () => ({ status: 503, headers: { 'retry-after': '7' } }),
      () => ({ body: item }),
    )
    const call = apiTo(server).call(getItem, { params: { id: 'a' } })
    await vi.advanceTimersByTimeAsync(6_900)
    expect(server.requests).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(await call).toEqual(item)
    vi.useRealTimers()
  })

  it('is left to people when the server asks for more than ten seconds', async () => {
    const server = fakeServer(() => ({ status: 503, headers: { 'retry-after': '60' } }))
    expect(await failure(apiTo(server).call(getItem, { params: { id: 'a' } }))).toMatchObject({
      retryAfter: 60,
    })
    expect(server.requests).toHaveLength(1)
  })

  it('stops waiting when the module is left', async () => {
    const controller = new AbortController()
    const server = fakeServer(() => ({ status: 503, headers: { 'retry-after': '9' } }))
    const call = failure(apiTo(server, { signal: controller.signal }).call(getItem, { params: { id: 'a' } }))
    await vi.waitFor(() => expect(server.requests).toHaveLength(1))
    controller.abort()
    expect(await call).toMatchObject({ name: 'AbortError' })
    expect(server.requests).toHaveLength(1)
  })
})

describe('leaving', () => {
  it.each(['the module', 'the page'])('%s ends the request with an AbortError', async who => {
    const controller = new AbortController()
    const server = fakeServer(() => new Promise(() => undefined))
    const { signal } = controller
    const api = apiTo(server, who === 'the module' ? { signal } : {})
    const call = failure(api.call(getItem, { params: { id: 'a' }, ...(who === 'the page' && { signal }) }))
    await vi.waitFor(() => expect(server.requests).toHaveLength(1))
    controller.abort()
    expect(await call).toMatchObject({ name: 'AbortError' })
  })

  it('sends nothing afterwards', async () => {
    const server = fakeServer(() => ({ body: item }))
    await failure(apiTo(server, { signal: AbortSignal.abort() }).call(getItem, { params: { id: 'a' } }))
    expect(server.requests).toHaveLength(0)
  })
})
