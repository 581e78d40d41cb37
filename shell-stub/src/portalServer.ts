import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { readReleaseFiles } from './build/releaseFiles.ts'
import type { FailureLog } from './serve/failures/failureLog.ts'
import { failuresPlugin } from './serve/failures/failuresPlugin.ts'
import type { KnownPages } from './serve/failures/strictPassport.ts'
import { portalPlugin, type PortalPlace } from './serve/portalPlugin.ts'
import type { ListAccounts } from './serve/stubAccount.ts'
import type { StubIssuer } from './serve/stubIssuer.ts'
import { stubIssuerPlugin } from './serve/stubIssuerPlugin.ts'

export interface PortalOptions {
  /** Adds the reference API below `/api`; it verifies tokens with `issuer.config`. */
  readonly apiPlugin: (app: FastifyInstance) => Promise<void>
  /** What the API asks of the server it lives in. */
  readonly serverOptions?: FastifyServerOptions
  /** From `openStubIssuer(dataDir)`. */
  readonly issuer: StubIssuer
  /** Whom the sign-in page offers; asked at every request. */
  readonly listAccounts: ListAccounts
  /** From `openFailureLog(dataDir)`; without it nobody can look up the code of a failure. */
  readonly failures?: FailureLog
}

export type BuiltPortalOptions = PortalOptions & PortalPlace

/**
 * The portal: its pages and modules as built, the stub issuer and the API. The pages live below `basePath`, the
 * issuer and the API at the root of the origin; the modules' files may come from another origin. It does not listen yet:
 *
 * ```ts
 * const issuer = await openStubIssuer(dataDir)
 * const portal = await createPortal({
 *   apiPlugin: async app => app.register(apiPlugin, { prefix: '/api', token: issuer.config, db, … }),
 *   serverOptions: serverOptions({ log }),
 *   issuer, listAccounts, releaseDir,
 * })
 * await portal.listen({ host: '127.0.0.1', port })
 * ```
 *
 * `createDevPortal` in `dev/` takes the same options without `releaseDir` and serves the sources with hot reload.
 */
export async function createPortal(options: BuiltPortalOptions): Promise<FastifyInstance> {
  const app = portalServer(options, await pagesIn(options.releaseDir))
  const { releaseDir, basePath, assetOrigin } = options
  await app.register(portalPlugin, {
    releaseDir,
    ...(basePath !== undefined && { basePath }),
    ...(assetOrigin !== undefined && { assetOrigin }),
  })
  return app
}

/** What the built portal and the one for development have in common. */
export function portalServer(
  { apiPlugin, serverOptions, issuer, listAccounts, failures }: PortalOptions,
  pages?: KnownPages,
): FastifyInstance {
  const app = Fastify(serverOptions)
  void app.register(apiPlugin)
  void app.register((scope, _, done) => {
    stubIssuerPlugin(scope, { issuer, listAccounts })
    done()
  })
  void app.register((scope, _, done) => {
    failuresPlugin(scope, { log: failures, pages })
    done()
  })
  return app
}

/** The patterns of the pages that the release has, by module. */
async function pagesIn(releaseDir: string): Promise<KnownPages> {
  const files = await readReleaseFiles(releaseDir)
  return new Map(
    files?.release.modules.map(({ manifest }) => [manifest.id, manifest.routes.map(({ path }) => path)]),
  )
}
