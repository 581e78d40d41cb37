import Fastify, { type FastifyInstance, type FastifyPluginAsync, type FastifyPluginCallback } from 'fastify'
import { portalPlugin } from './serve/portalPlugin.ts'
import type { ListAccounts } from './serve/stubAccount.ts'
import type { StubIssuer } from './serve/stubIssuer.ts'
import { stubIssuerPlugin } from './serve/stubIssuerPlugin.ts'

export interface PortalOptions {
  /** The reference API, which serves `/api/…` itself and verifies tokens with `issuer.config`. */
  readonly apiPlugin: FastifyPluginAsync | FastifyPluginCallback
  /** From `openStubIssuer(dataDir)`. */
  readonly issuer: StubIssuer
  /** Whom the sign-in page offers; asked at every request. */
  readonly listAccounts: ListAccounts
}

export interface BuiltPortalOptions extends PortalOptions {
  /** The folder that `buildRelease({ outDir })` wrote. */
  readonly releaseDir: string
}

/**
 * The portal on one origin: its pages and modules as built, the stub issuer and the API. It does not listen yet:
 *
 * ```ts
 * const issuer = await openStubIssuer(dataDir)
 * const api = createApiPlugin({ tokens: issuer.config, … })
 * const portal = await createPortal({ apiPlugin: api, issuer, listAccounts, releaseDir })
 * await portal.listen({ host: '127.0.0.1', port })
 * ```
 *
 * `createDevPortal` in `dev/` takes the same options without `releaseDir` and serves the sources with hot reload.
 */
export async function createPortal(options: BuiltPortalOptions): Promise<FastifyInstance> {
  const app = portalServer(options)
  await app.register(portalPlugin, { releaseDir: options.releaseDir })
  return app
}

/** What the built portal and the one for development have in common. */
export function portalServer({ apiPlugin, issuer, listAccounts }: PortalOptions): FastifyInstance {
  const app = Fastify({ logger: false, forceCloseConnections: true })
  void app.register(apiPlugin)
  void app.register((scope, _, done) => {
    stubIssuerPlugin(scope, { issuer, listAccounts })
    done()
  })
  return app
}
