import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { ViteDevServer } from 'vite'
import { portalServer, type PortalOptions } from '../portalServer.ts'
import { serveIcon } from '../serve/icon.ts'
import { createDevServer } from './createDevServer.ts'
import { devPage } from './devPage.ts'
import { watchDevRelease } from './devRelease.ts'

/** The portal of `createPortal`, from the sources and with hot reload of every module. */
export async function createDevPortal(options: PortalOptions): Promise<FastifyInstance> {
  const app = portalServer(options)
  const vite = await createDevServer({ httpServer: app.server })
  const release = watchDevRelease(vite)
  app.addHook('preClose', () => vite.close())
  serveIcon(app)
  app.get('/mf/release.json', () => release.read())
  app.setNotFoundHandler(async (request, reply) => {
    if (await answeredBy(vite, request.raw, reply.raw)) return reply.hijack()
    const page = await vite.transformIndexHtml(request.url, devPage(await release.read()))
    return reply.type('text/html; charset=utf-8').send(page)
  })
  return app
}

/** Whether the address was one of Vite's: a source, a dependency, its own client. */
function answeredBy(
  vite: ViteDevServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    response.once('finish', () => resolve(true))
    vite.middlewares(request, response, (error?: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error('The dev server failed.'))
      else resolve(false)
    })
  })
}
