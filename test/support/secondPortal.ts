import type { FastifyInstance } from 'fastify'
import { createPortal, openStubIssuer, type BuiltPortalOptions } from '@sunshine-aid/shell-stub'

export interface SecondPortalOptions extends Pick<
  BuiltPortalOptions,
  'releaseDir' | 'basePath' | 'assetOrigin'
> {
  /** The portal that runs for all end-to-end tests: its API answers. */
  readonly portalUrl: string
  /** That portal's data folder: both issuers sign with one key. */
  readonly dataDir: string
  /** Looks at requests, or answers them in the place of the portal. */
  readonly prepare?: (app: FastifyInstance) => void
}

export interface SecondPortal {
  /** Of its origin, with a slash at the end. */
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Another portal in front of the same API and data, with a release, a base path or faults of its own. It runs in the
 * test's process, so that the test sees and changes what goes over the wire.
 */
export async function openSecondPortal(options: SecondPortalOptions): Promise<SecondPortal> {
  const { portalUrl, dataDir, prepare, ...place } = options
  const app = await createPortal({
    apiPlugin: async portal => {
      prepare?.(portal)
      await portal.register(scope => forwardApi(scope, portalUrl))
    },
    issuer: await openStubIssuer(dataDir),
    async listAccounts() {
      const { accounts } = (await (await fetch(new URL('/stub/accounts', portalUrl))).json()) as {
        accounts: Awaited<ReturnType<BuiltPortalOptions['listAccounts']>>
      }
      return accounts
    },
    ...place,
  })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url: `${origin}/`, close: () => app.close() }
}

/** Headers that belong to one connection and not to the message. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
  'host',
]

function forwardApi(scope: FastifyInstance, portalUrl: string): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  scope.all('/api/*', async (request, reply) => {
    const answer = await fetch(new URL(request.url, portalUrl), {
      method: request.method,
      headers: without(request.headers as Record<string, string>),
      ...(request.body instanceof Buffer && { body: new Uint8Array(request.body) }),
    })
    return reply
      .code(answer.status)
      .headers(without(Object.fromEntries(answer.headers)))
      .send(Buffer.from(await answer.arrayBuffer()))
  })
}

function without(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)))
}
