import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http'

/** Has another server answer, as a portal's gateway does for its API. */
export function passOn(request: IncomingMessage, reply: ServerResponse, target: string): void {
  const { method, headers } = request
  const onward = ask(new URL(request.url ?? '/', target), {
    method,
    headers: { ...headers, host: new URL(target).host },
  })
  onward.on('response', answer => {
    reply.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(reply)
  })
  onward.on('error', () => (reply.headersSent ? reply.destroy() : reply.writeHead(502).end()))
  reply.on('close', () => onward.destroy())
  request.pipe(onward)
}
