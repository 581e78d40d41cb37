import { createApi } from '@sunshine-aid/api-client'
import { endpoints, getMe, ProblemError } from '@sunshine-aid/api-contract'
import { testApi } from '@sunshine-aid/api-server/testing'
import { afterAll, expect, test } from 'vitest'

const api = await testApi()
afterAll(() => api.close())

const client = createApi({
  baseUrl: api.baseUrl,
  adapter: api.adapter,
  getToken: () => api.token('nobody here'),
})

test('the API has a handler for every endpoint of the contract', async () => {
  const document = await api.app.inject('/api/openapi.json')
  expect(endpoints.filter(({ id }) => !document.body.includes(`"${id}"`))).toEqual([])
})

test('what the server refuses, the client throws, with the same code', async () => {
  const failure = await client.call(getMe).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ProblemError)
  expect(failure).toMatchObject({ code: 'not_allowed', status: 403, detail: '/me' })
})
