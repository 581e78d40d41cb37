import { brotliCompressSync, constants } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Fast rather than small: the page differs with each answer, so it cannot be compressed beforehand. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

export function sendPage(request: FastifyRequest, reply: FastifyReply, html: string): FastifyReply {
  void reply.type('text/html; charset=utf-8').header('vary', 'accept-encoding')
  if (!/\bbr\b/.test(String(request.headers['accept-encoding']))) return reply.send(html)
  return reply.header('content-encoding', 'br').send(brotliCompressSync(html, QUALITY))
}
