import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { pageAt } from '@sunshine-aid/shell-kit/pages'
import { readReleaseFiles } from '../build/releaseFiles.ts'
import { pageFor } from './page.ts'
import { policyHeaders, STATIC_HEADERS } from './policyHeaders.ts'

const YEAR_MS = 365 * 24 * 3600 * 1000

/**
 * The built portal: immutable files below `/mf/` and `/shell/`, the release file, and the portal's page for every
 * other address.
 * @throws {Error} when `releaseDir` holds no finished release
 */
export async function portalPlugin(app: FastifyInstance, { releaseDir }: { readonly releaseDir: string }): Promise<void> {
  const files = await readReleaseFiles(releaseDir)
  if (!files) throw new Error(`${releaseDir} holds no release; build one first.`)
  await serveFolder(app, join(releaseDir, 'mf'), '/mf/')
  await serveFolder(app, join(releaseDir, 'shell'), '/shell/')

  app.get('/shell/icon.svg', (_, reply) => reply.headers(STATIC_HEADERS).type('image/svg+xml').send(ICON))

  app.get('/mf/release.json', (_, reply) =>
    reply.headers({ ...STATIC_HEADERS, 'cache-control': 'no-cache' }).send(files.release),
  )

  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url)
    if (request.method !== 'GET' || isFile(path)) return refuse(reply)
    const nonce = randomBytes(18).toString('base64')
    return reply
      .code(path === '/' || pageAt(files.release.modules, path) ? 200 : 404)
      .headers({ ...policyHeaders(nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(pageFor(files, path, nonce))
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
    allowedPath: path => path !== '/release.json' && path !== '/portal.json' && !path.endsWith('/bundle.json'),
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

function pathOf(url: string): string {
  return new URL(url, 'http://portal.invalid').pathname
}

/** The rising sun of the portal's mark. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f5fae"/><path d="M8 21a8 8 0 0 1 16 0z" fill="#ffd76a"/><path d="M16 6v4M6.5 11.5l2.8 2.4M25.500 11.500l-2.800 2.400M5 24.500h22" stroke="#fff" stroke-width="2" stroke-linecap="round" fill="none"/></svg>`
