import type { FastifyInstance } from 'fastify'
import { STATIC_HEADERS } from './policyHeaders.ts'

/** The rising sun of the portal's mark. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f5fae"/><path d="M8 21a8 8 0 0 1 16 0z" fill="#ffd76a"/><path d="M16 6v4M6.5 11.5l2.8 2.4M25.5 11.5l-2.8 2.4M5 24.5h22" stroke="#fff" stroke-width="2" stroke-linecap="round" fill="none"/></svg>`

export function serveIcon(app: FastifyInstance): void {
  app.get('/shell/icon.svg', (_, reply) => reply.headers(STATIC_HEADERS).type('image/svg+xml').send(ICON))
}
