import { createApiPlugin, demoAccounts, serverOptions } from '@sunshine-aid/api-server'
import { createPortal, openStubIssuer } from '@sunshine-aid/shell-stub'
import { sendPage } from '@sunshine-aid/shell-stub/serve/sendPage'
import type { FastifyInstance } from 'fastify'
import type { Demo } from '../support/openDemo.ts'

/** A portal that listens. */
export interface Served {
  /** With a slash at the end. */
  readonly url: string
  readonly close: () => Promise<unknown>
}

/** The portal as it is released. */
export function serveRelease(releaseDir: string, demo: Demo, dataDir: string): Promise<Served> {
  return listen(releaseDir, demo, dataDir, () => undefined)
}

/**
 * The plain page by the same server, with the same API behind and the same headers, but for those that speak of
 * the release's nonce and integrity.
 */
export async function servePlainPage(
  folder: string,
  page: string,
  demo: Demo,
  dataDir: string,
): Promise<Served> {
  return listen(folder, demo, dataDir, app => {
    app.get('/*', (request, reply) => sendPage(request, reply.headers(HEADERS), page))
  })
}

const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
  ].join('; '),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
}

async function listen(
  releaseDir: string,
  { app: db, owner, keyring, migrations }: Demo,
  dataDir: string,
  addPage: (app: FastifyInstance) => void,
): Promise<Served> {
  const issuer = await openStubIssuer(dataDir)
  // One person at one desk opens pages faster here than anybody could.
  const limits = { requestsPerWindow: 1_000_000 }
  const portal = await createPortal({
    apiPlugin: async app => {
      await app.register(createApiPlugin({ db, keyring, token: issuer.config, migrations, limits }))
      addPage(app)
    },
    serverOptions: serverOptions({ log: false }),
    issuer,
    listAccounts: () => demoAccounts(owner),
    releaseDir,
  })
  const origin = await portal.listen({ host: '127.0.0.1', port: 0 })
  return { url: `${origin}/`, close: () => portal.close() }
}
