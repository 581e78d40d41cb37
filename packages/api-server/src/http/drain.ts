import type { FastifyInstance } from 'fastify'

const SWEEP_MS = 50

/**
 * While the server stops, closes each connection as soon as its last answer is out. Node closes only those that
 * are idle when the stop begins, and would wait more than a minute for the others.
 */
export function drainConnections(app: FastifyInstance): void {
  app.addHook('preClose', done => {
    const { server } = app
    if (server.listening) {
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
      server.once('close', () => clearInterval(sweep))
    }
    done()
  })
}
