import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { upstreamRequest, type Upstream } from './forward.ts'

/** Connects a web socket of the page with the shell. */
export function forwardUpgrade(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  upstream: Upstream,
): void {
  const { connection = 'Upgrade', upgrade = 'websocket' } = request.headers
  const send = upstreamRequest(request, upstream)
  send.setHeader('connection', connection)
  send.setHeader('upgrade', upgrade)
  const giveUp = () => socket.destroy()
  send.on('error', giveUp)
  send.on('response', answer => {
    answer.resume()
    socket.end(
      `HTTP/1.1 ${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}\r\nconnection: close\r\n\r\n`,
    )
  })
  send.on('upgrade', (answer, other, first) => {
    const lines = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map(one => `${name}: ${one}`),
    )
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`)
    if (first.length > 0) socket.write(first)
    if (head.length > 0) other.write(head)
    other.on('error', giveUp).on('close', giveUp)
    socket.on('error', () => other.destroy()).on('close', () => other.destroy())
    other.pipe(socket).pipe(other)
  })
  send.end()
}
