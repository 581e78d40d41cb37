import { createApiPlugin, demoAccounts, serverOptions } from '@sunshine-aid/api-server'
import { createPortal, openStubIssuer } from '@sunshine-aid/shell-stub'
import { sendPage } from '@sunshine-aid/shell-stub/serve/sendPage'
import { stubIssuerPlugin } from '@sunshine-aid/shell-stub/serve/stubIssuerPlugin'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Demo } from '../support/openDemo.ts'
import { readSite } from './readSite.ts'

/** A portal that listens. */
export interface Served {
  /** With a slash at the end. */
  readonly url: string
  readonly close: () => Promise<unknown>
}

/** The API and the issuer that stand behind every portal. */
export interface Backend {
  readonly demo: Demo
  readonly dataDir: string
}

/** The portal as it is released. */
export async function serveRelease(releaseDir: string, backend: Backend): Promise<Served> {
  return listen(await createPortal({ ...(await behind(backend)), releaseDir }))
}

/**
 * What `buildPortalPage` and `buildModuleApps` wrote below `folder`, with the same API behind it.
 * @param policy the content security policy that its scripts can live with
 * @param early a script for the head of the portal's page
 */
export async function serveSite(
  folder: string,
  policy: string,
  backend: Backend,
  early?: string,
): Promise<Served> {
  const { apiPlugin, issuer, listAccounts, serverOptions: options } = await behind(backend)
  const app = Fastify(options)
  await app.register(apiPlugin)
  await app.register((scope, _, done) => {
    stubIssuerPlugin(scope, { issuer, listAccounts })
    done()
  })
  const { files, pages } = await readSite(folder)
  const home = withScript(pages.get('/') ?? '', early)
  app.get('/shell/icon.svg', (_, reply) => reply.code(204).send())
  for (const [path, { type, body }] of files) {
    app.get(path, (_, reply) =>
      reply
        .headers({ ...HEADERS, ...IMMUTABLE })
        .type(type)
        .send(body),
    )
  }
  const pageHeaders = { ...HEADERS, 'content-security-policy': policy, 'cache-control': 'no-store' }
  app.get('/*', (request, reply) => {
    const path = new URL(request.url, 'http://localhost').pathname
    if (/\.\w+$/.test(path)) return reply.code(404).send()
    return sendPage(request, reply.headers(pageHeaders), path === '/' ? home : (pages.get(path) ?? home))
  })
  return listen(app)
}

function withScript(page: string, script: string | undefined): string {
  return script === undefined ? page : page.replace('<head>', () => `<head><script>${script}</script>`)
}

/** What a page needs that loads nothing but files of its own. */
export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
].join('; ')

/** What frameworks need that evaluate scripts as text, or put styles and frames into the page. */
export const LOOSE_POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:"

/** Those that the released portal's files have, so that bytes can be compared. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const

const IMMUTABLE = {
  'cache-control': 'public, max-age=31536000, immutable',
  'content-encoding': 'br',
  vary: 'accept-encoding',
} as const

async function behind({ demo: { app: db, owner, keyring, migrations }, dataDir }: Backend) {
  const issuer = await openStubIssuer(dataDir)
  // One person at one desk opens pages faster here than anybody could.
  const limits = { requestsPerWindow: 1_000_000 }
  return {
    apiPlugin: async (app: FastifyInstance) => {
      await app.register(createApiPlugin({ db, keyring, token: issuer.config, migrations, limits }))
    },
    serverOptions: serverOptions({ log: false }),
    issuer,
    listAccounts: () => demoAccounts(owner),
  }
}

async function listen(app: FastifyInstance): Promise<Served> {
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url: `${origin}/`, close: () => app.close() }
}
