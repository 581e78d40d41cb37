import { randomBytes } from 'node:crypto'
import { join, relative } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pageAt } from '@sunshine-aid/shell-kit/pages'
import { DEPLOYMENT } from '../build/releaseFiles.ts'
import { assetHeaders } from './assetHeaders.ts'
import { currentFiles } from './currentFiles.ts'
import { serveIcon } from './icon.ts'
import { pageFor } from './page.ts'
import { policyHeaders, STATIC_HEADERS } from './policyHeaders.ts'
import { sendPage } from './sendPage.ts'

export interface PortalPlace {
  /** The folder that `buildRelease({ outDir })` wrote. */
  readonly releaseDir: string
  /** Where the portal's pages live, with a slash at both ends; the root of the origin unless given. */
  readonly basePath?: string
  /** Whence the page loads the modules' files, where that is not the portal's own origin: `https://files.example`. */
  readonly assetOrigin?: string
}

/**
 * The built portal: the deployment below `/mf/`, its own files below `/shell/`, and its page for every address below
 * `basePath`.
 * @throws {Error} when `releaseDir` holds no finished release
 */
export async function portalPlugin(
  app: FastifyInstance,
  { releaseDir, basePath = '/', assetOrigin }: PortalPlace,
): Promise<void> {
  const url = `${assetOrigin ?? ''}/${DEPLOYMENT}/release.json`
  const current = currentFiles(releaseDir, { url, portalBase: basePath })
  await current()
  await serveFolder(app, join(releaseDir, DEPLOYMENT), `/${DEPLOYMENT}/`, assetHeaders)
  await serveFolder(app, join(releaseDir, 'shell'), '/shell/', shellHeaders)
  serveIcon(app)

  app.setNotFoundHandler(async (request, reply) => {
    const path = pathOf(request.url)
    if (!isReading(request) || isFile(path) || !`${path}/`.startsWith(basePath)) return refuse(reply)
    // Without its last slash the page would be another address than the one that its links lead to.
    if (path.length < basePath.length) return reply.redirect(basePath + request.url.slice(path.length), 308)
    const files = await current()
    const nonce = randomBytes(18).toString('base64')
    void reply
      .code(path === basePath || pageAt(files.release.modules, path) ? 200 : 404)
      .headers({ ...policyHeaders(nonce, assetOrigin), 'cache-control': 'no-store' })
    return sendPage(request, reply, pageFor({ ...files, portalBase: basePath, releaseUrl: url }, path, nonce))
  })
}

async function serveFolder(
  app: FastifyInstance,
  root: string,
  prefix: string,
  headersOf: (path: string) => Record<string, string>,
): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    prefix,
    decorateReply: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    allowedPath: path => path !== '/portal.json' && !path.endsWith('/bundle.json'),
    setHeaders: (reply, file) => {
      void reply.headers(headersOf(relative(root, file)))
    },
  })
}

function shellHeaders(): Record<string, string> {
  return { ...STATIC_HEADERS, 'cache-control': 'public, max-age=31536000, immutable' }
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
