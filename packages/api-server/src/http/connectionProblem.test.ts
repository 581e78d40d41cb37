import { ProblemBody } from '@sunshine-aid/api-contract'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import Fastify from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { serverOptions } from './serverOptions.ts'

const app = Fastify(serverOptions({ log: false }))
await app.listen({ host: '127.0.0.1', port: 0 })
afterAll(() => app.close())

async function raw(bytes: string, server = app): Promise<string> {
  const { port } = server.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  return text(socket)
}

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400, 'invalid_input'],
  ['a header that is none', 'GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n', 400, 'invalid_input'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na',
    400,
    'invalid_input',
  ],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
    'invalid_input',
  ],
  ['endless headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'too_large'],
  ['an endless address', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431, 'too_large'],
] as const)('%s is answered with a problem, and the connection closed', async (_, bytes, status, code) => {
  const answer = await raw(bytes)
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(head.toLowerCase()).toContain('content-type: application/problem+json')
  expect(ProblemBody.parse(JSON.parse(body))).toMatchObject({ status, code })
  expect(body).not.toContain('aaaa')
})

test('a request that never ends is answered when its time is over', async () => {
  const options = serverOptions({ log: false, limits: { requestTimeoutMs: 200 } })
  const hasty = Fastify({
    ...options,
    http: { ...options.http, connectionsCheckingInterval: 50 },
    connectionTimeout: 0,
  })
  await hasty.listen({ host: '127.0.0.1', port: 0 })
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100'
  const answer = await raw(`${head}\r\n\r\n{"slow":`, hasty)
  expect(answer).toMatch(/^HTTP\/1.1 408 /)
  expect(answer).toContain('"code":"request_timeout"')
  await hasty.close()
})
