import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { ProblemError } from '@sunshine-aid/api-contract'
import { API_HEADERS } from './headers.ts'
import { PROBLEM_TYPE, problemBody } from './sendProblem.ts'

/** What Node's HTTP parser gave up on: its code, our problem, and the status where HTTP has a closer one. */
const BROKEN: Readonly<Record<string, { problem: ProblemError; status: number }>> = {
  HPE_HEADER_OVERFLOW: { problem: new ProblemError('too_large', 'headers'), status: 431 },
  ERR_HTTP_REQUEST_TIMEOUT: { problem: new ProblemError('request_timeout', 'connection'), status: 408 },
}
const MALFORMED = { problem: new ProblemError('invalid_input', 'connection'), status: 400 }

/** Answers, by hand, a connection whose bytes are no HTTP request, then closes it. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const { problem, status } = BROKEN[error.code ?? ''] ?? MALFORMED
  const requestId = randomUUID()
  const body = JSON.stringify({ ...problemBody(problem, requestId, 'zh-CN'), status })
  const headers = {
    ...API_HEADERS,
    'x-request-id': requestId,
    'content-type': PROBLEM_TYPE,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'))
}
