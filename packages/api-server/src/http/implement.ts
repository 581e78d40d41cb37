import { Readable } from 'node:stream'
import type { EndpointSpec } from '@sunshine-aid/api-contract'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { admit } from './admit.ts'
import { answer, type Answer, type AnyHandler } from './answer.ts'
import type { Handler } from './handler.ts'
import { setApiHeaders } from './headers.ts'
import { replyHeaders } from './replyHeaders.ts'
import { takeFiles } from './upload.ts'

/**
 * Serves `endpoint` with `handler`. Everything that the endpoint object says is kept here, so that a handler
 * only loads, decides and stores: see the README for an example.
 * @throws {Error} when the endpoint is implemented twice or does not belong to this API's contract.
 */
export function implement<const E extends EndpointSpec>(
  app: FastifyInstance,
  endpoint: E,
  handler: Handler<E>,
): void {
  const { implemented, endpoints } = app.api
  if (implemented.has(endpoint.id)) throw new Error(`${endpoint.id} is implemented twice`)
  if (!endpoints.some(({ id }) => id === endpoint.id))
    throw new Error(`${endpoint.id} is not in the contract`)
  if (endpoint.download && endpoint.method !== 'GET')
    throw new Error(`${endpoint.id}: a file is read with GET`)
  implemented.add(endpoint.id)
  const { upload } = endpoint
  // The one place where the type goes: `Handler<E>` has said that the two fit, and they stay together from here on.
  const route = routeOf(endpoint, handler as unknown as AnyHandler)
  if (upload) serveFiles(app, route, upload.mediaTypes)
  else app.route(route)
}

/** Who takes files takes nothing else, so the route gets a scope of its own. */
function serveFiles(app: FastifyInstance, route: RouteOptions, mediaTypes: readonly string[]): void {
  void app.register(async scope => {
    takeFiles(scope, mediaTypes)
    scope.route(route)
    await scope.after()
  })
}

function routeOf(endpoint: EndpointSpec, handler: AnyHandler): RouteOptions {
  return {
    method: endpoint.method,
    url: endpoint.path,
    config: { endpoint },
    onRequest: admit,
    handler: async (request, reply) =>
      send(endpoint, await answer(endpoint, handler, request), request, reply),
  }
}

function send(
  endpoint: EndpointSpec,
  { status, value, replayed }: Answer,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  setApiHeaders(reply).code(status)
  if (replayed) reply.header('idempotency-replayed', 'true')
  if (endpoint.download) return sendFile(endpoint.download, value as Buffer | Readable, reply)
  if (value === undefined) return reply.send()
  const readable = request.server.api.endpoints.some(
    ({ method, path }) => method === 'GET' && path === `${endpoint.path}/:id`,
  )
  reply.headers(replyHeaders(endpoint, value, request.url, readable))
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(value))
}

/** Should a browser show it all the same: without scripts, forms, pop-ups, and in an origin of its own. */
const FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** A file is saved, never shown: what is in it came from people (promise G23). */
function sendFile(
  { mediaType, fileName }: NonNullable<EndpointSpec['download']>,
  file: Buffer | Readable,
  reply: FastifyReply,
) {
  reply.header('content-security-policy', FILE_POLICY)
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
  return reply.type(mediaType).send(file)
}
