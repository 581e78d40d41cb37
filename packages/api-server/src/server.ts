import {
  endpoints as contract,
  notFound,
  openApiDocument,
  type EndpointSpec,
} from '@sunshine-aid/api-contract'
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import type { Keyring } from './crypto/keyring.ts'
import type { Db } from './database/schema.ts'
import { healthRoutes } from './health.ts'
import type { ApiContext } from './http/context.ts'
import { setApiHeaders } from './http/headers.ts'
import { drainConnections } from './http/drain.ts'
import { takeJson } from './http/jsonBody.ts'
import { DEFAULT_LIMITS, type Limits } from './http/limits.ts'
import { logAnswers } from './http/logging.ts'
import { refuseOtherMethods } from './http/methods.ts'
import { shedLoad } from './http/overload.ts'
import { rateLimit } from './http/rateLimit.ts'
import { noScanner, type FileScanner } from './http/scanner.ts'
import { uploadBudget } from './http/wholeUpload.ts'
import { refuse } from './http/refuse.ts'
import { serverOptions, type ServerSettings } from './http/serverOptions.ts'
import { forgetOldReplies } from './http/forgetOldReplies.ts'
import { routes as allRoutes, type Routes } from './routes.ts'
import { authenticator, type TokenConfig } from './session/tokens.ts'

export interface ApiOptions {
  /** Connected as `sunshine_app`, never as the owner: row-level security has to bind it. */
  readonly db: Db
  readonly keyring: Keyring
  readonly token: TokenConfig
  /** How many migrations this program knows; `/ready` compares. */
  readonly migrations: number
  readonly clock?: () => Date
  /** Unknown keys in a reply are an error (tests, development) instead of being dropped (production). */
  readonly strict?: boolean
  readonly limits?: Partial<Limits>
  /** The deployment's virus scanner; without one files are checked for what they are, and not for viruses. */
  readonly scanner?: FileScanner
  /** Told about each fault of ours with the original error. It may hold personal data: never for production. */
  readonly onFault?: (error: unknown) => void
  /** A part of the contract and its routes, for tests of one resource. */
  readonly endpoints?: readonly EndpointSpec[]
  readonly routes?: readonly Routes[]
}

/** Below the prefix of the plugin; `/live`, `/ready` and `/openapi.json` stand beside it. */
export const API_VERSION_PATH = '/v1'

/**
 * The reference API as a Fastify plugin, to be registered with a prefix into a server that was made with
 * `serverOptions()`.
 * @throws {Error} at start when an endpoint of the contract has no handler, or has two.
 */
export async function apiPlugin(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { routes = allRoutes } = options
  const api = contextOf(options)
  app.decorate('api', api)
  app.decorateRequest('call', null)
  app.decorateRequest('problem', null)
  app.setErrorHandler(refuse)
  app.setNotFoundHandler(() => {
    throw notFound('/')
  })
  logAnswers(app)
  takeJson(app)
  healthRoutes(app, options.db, options.migrations)
  documentRoute(app, api.endpoints)
  forgetOldReplies(app)
  drainConnections(app)
  await app.register(
    async scope => {
      shedLoad(scope, api.limits)
      for (const add of routes) add(scope)
      refuseOtherMethods(scope, api.endpoints)
      await scope.after()
    },
    { prefix: API_VERSION_PATH },
  )
  refuseGaps(api)
}

/** The API with its options, below `/api`: for a server that also serves something else. */
export function createApiPlugin(options: ApiOptions): FastifyPluginAsync {
  return async app => {
    await app.register(apiPlugin, { ...options, prefix: '/api' })
  }
}

/** The API alone in a server of its own, under `/api`; call `listen`, or `inject` in tests. */
export async function buildApi(options: ApiOptions & ServerSettings): Promise<FastifyInstance> {
  const app = Fastify(serverOptions(options))
  await app.register(createApiPlugin(options))
  return app
}

function contextOf(options: ApiOptions): ApiContext {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  return {
    db: options.db,
    keyring: options.keyring,
    clock: options.clock ?? (() => new Date()),
    authenticate: authenticator(options.token),
    rateLimit: rateLimit(limits.requestsPerWindow, limits.windowMs),
    limits,
    scanner: options.scanner ?? noScanner,
    uploadBudget: uploadBudget(limits.uploadMemoryBytes),
    strict: options.strict ?? false,
    endpoints: options.endpoints ?? contract,
    implemented: new Set(),
    onFault: options.onFault ?? (() => undefined),
  }
}

function documentRoute(app: FastifyInstance, endpoints: readonly EndpointSpec[]): void {
  const document = JSON.stringify(
    openApiDocument(endpoints, { serverUrl: `${app.prefix}${API_VERSION_PATH}` }),
  )
  app.get('/openapi.json', async (_request, reply) =>
    setApiHeaders(reply).type('application/json; charset=utf-8').send(document),
  )
}

function refuseGaps({ endpoints, implemented }: ApiContext): void {
  const missing = endpoints.filter(({ id }) => !implemented.has(id)).map(({ id }) => id)
  if (missing.length > 0)
    throw new Error(`the contract has endpoints without a handler: ${missing.join(', ')}`)
}
