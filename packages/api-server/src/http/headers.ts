import type { FastifyReply } from 'fastify'

/** On every reply of the API (trust rule 22): nothing is stored, sniffed, framed or embedded elsewhere. */
export const API_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** Sets the headers that each reply carries, the request id among them. */
export function setApiHeaders(reply: FastifyReply): FastifyReply {
  return reply.headers({ ...API_HEADERS, 'x-request-id': reply.request.id })
}
