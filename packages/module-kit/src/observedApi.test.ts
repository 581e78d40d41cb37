import { createApi } from '@sunshine-aid/api-client'
import { getMe, ProblemError } from '@sunshine-aid/api-contract'
import type { HostTelemetry, PassportPhase } from '@sunshine-aid/host-contract'
import { describe, expect, it, vi } from 'vitest'
import { observedApi } from './observedApi.ts'
import { createStay } from './stay.ts'

/** An API that never answers, or fails at once. */
function observed(failure?: Error) {
  const stay = createStay(new AbortController().signal)
  const reported: (readonly [unknown, PassportPhase])[] = []
  const spans: string[] = []
  const telemetry: HostTelemetry = {
    event: () => undefined,
    error: () => undefined,
    span: (name, work) => {
      spans.push(name)
      return work()
    },
  }
  const report = vi.fn((error: unknown, phase: PassportPhase) => void reported.push([error, phase]))
  const api = createApi({
    baseUrl: '/api/v1',
    getToken: () => (failure === undefined ? new Promise(() => undefined) : Promise.reject(failure)),
  })
  const desk = { report } as never
  return { api: observedApi(api, { stay, desk, telemetry }), stay, reported, spans }
}

const outcome = (call: Promise<unknown>) => call.catch((error: unknown) => error)

describe('the API as pages see it', () => {
  it('times each request under the name of its operation', () => {
    const { api, spans } = observed()
    void api.call(getMe)
    expect(spans).toEqual(['request getMe'])
  })

  it('reports a request that failed, and passes its failure on', async () => {
    const problem = new ProblemError('unavailable', 'x')
    const { api, reported } = observed(problem)
    expect(await outcome(api.call(getMe))).toBe(problem)
    expect(reported).toEqual([[problem, 'request']])
  })

  it('sends nothing while the module is parked, and reports nothing of it', async () => {
    const { api, stay, reported } = observed(new ProblemError('unavailable', 'x'))
    stay.end()
    expect(await outcome(api.call(getMe))).toMatchObject({ name: 'AbortError' })
    expect(reported).toEqual([])
    stay.begin()
    expect(await outcome(api.call(getMe))).toMatchObject({ code: 'unavailable' })
  })
})
