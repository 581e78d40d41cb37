import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/**
 * Takes JSON and nothing else, remembers the digest of its bytes for `Idempotency-Key`, and refuses
 * `__proto__` and `constructor` keys. An empty body counts as none.
 */
export function takeJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString()
    if (request.call) request.call.bodyDigest = createHash('sha256').update(text).digest('hex')
    if (text === '') done(null, undefined)
    else void parse(request, text, done)
  })
}
