import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pageAt } from '@sunshine-aid/shell-kit/pages'
import { readReleaseFiles } from '../build/releaseFiles.ts'
import { serveIcon } from './icon.ts'
import { pageFor } from './page.ts'
import { policyHeaders, STATIC_HEADERS } from './policyHeaders.ts'
import { sendPage } from './sendPage.ts'

const YEAR_MS = 365 * 24 * 3600 * 1000

/**
 * The built portal: immutable files below `/mf/` and `/shell/`, the release file, and the portal's page for every
 * other address.
 * @throws {Error} when `releaseDir` holds no finished release
 */
export async function portalPlugin(
  app: FastifyInstance,
  { releaseDir }: { readonly releaseDir: string },
): Promise<void> {
  const files = await readReleaseFiles(releaseDir)
  if (!files) throw new Error(`${releaseDir} holds no release; build one first.`)
  await serveFolder(app, join(releaseDir, 'mf'), '/mf/')
  await serveFolder(app, join(releaseDir, 'shell'), '/shell/')

  serveIcon(app)
  app.get('/mf/release.json', (_, reply) =>
    reply.headers({ ...STATIC_HEADERS, 'cache-control': 'no-cache' }).send(files.release),
  )

  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url)
    if (!isReading(request) || isFile(path)) return refuse(reply)
    const nonce = randomBytes(18).toString('base64')
    void reply
      .code(path === '/' || pageAt(files.release.modules, path) ? 200 : 404)
      .headers({ ...policyHeaders(nonce), 'cache-control': 'no-store' })
    return sendPage(request, reply, pageFor(files, path, nonce))
  })
}

async function serveFolder(app: FastifyInstance, root: string, prefix: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    prefix,
    decorateReply: false,
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: YEAR_MS,
    allowedPath: path =>
      path !== '/release.json' && path !== '/portal.json' && !path.endsWith('/bundle.json'),
    setHeaders: reply => {
      void reply.headers(STATIC_HEADERS)
    },
  })
}

/** A missing file is never answered with a page: a browser that wanted a script would report the wrong fault. */
function isFile(path: string): boolean {
  return /^\/(?:api|stub|mf|shell)(?:\/|$)/.test(path)
}

function refuse(reply: FastifyReply): FastifyReply {
  return reply.code(404).headers(STATIC_HEADERS).type('text/plain; charset=utf-8').send('Not found\n')
}

function isReading({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}

function pathOf(url: string): string {
  return url.replace(/[?#].*$/, '')
}
