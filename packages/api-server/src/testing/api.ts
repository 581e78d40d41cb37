import type { EndpointSpec, ProblemBody, ReplyOf } from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'
import type { Keyring } from '../crypto/keyring.ts'
import type { Db } from '../database/schema.ts'
import type { ServerSettings } from '../http/serverOptions.ts'
import { API_VERSION_PATH, buildApi, type ApiOptions } from '../server.ts'
import { testDatabase } from './database.ts'
import { injectAdapter, type InjectAdapter } from './injectAdapter.ts'
import { injectRequest, type TestInput } from './injectRequest.ts'
import { testIssuer, type TestIssuer } from './issuer.ts'

/** The real API on a database of its own, in this process and without a port. */
export interface TestApi {
  readonly app: FastifyInstance
  /** As `sunshine_app`; row-level security binds it. */
  readonly db: Db
  /** As the owner, to arrange and to inspect; use it with `inFullScope`. */
  readonly ownerDb: Db
  readonly keyring: Keyring
  readonly issuer: TestIssuer
  /** For `createApi({ baseUrl: api.baseUrl, adapter: api.adapter, getToken: () => api.token(subject) })`. */
  readonly adapter: InjectAdapter
  readonly baseUrl: string
  readonly token: TestIssuer['token']
  /** Calls as the account with this `sub`, or as nobody. Never throws for a status. */
  call<E extends EndpointSpec>(
    subject: string | null,
    endpoint: E,
    input?: TestInput<E>,
  ): Promise<TestReply<E>>
  close(): Promise<void>
}

export interface TestReply<E extends EndpointSpec = EndpointSpec> {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** When it went well. */
  readonly body: ReplyOf<E>
  /** When it did not. */
  readonly problem: ProblemBody
  /** As it was sent. */
  readonly text: string
  readonly bytes: Buffer
}

export type TestApiOptions = Partial<ApiOptions> & ServerSettings

/** Build it once a file, close it in `afterAll`. Faults of ours are printed, which fails the test. */
export async function testApi(options: TestApiOptions = {}): Promise<TestApi> {
  const { db, keyring, drop } = await testDatabase()
  const issuer = await testIssuer(options.clock ?? (() => new Date()))
  const app = await buildApi({
    db: db.app,
    keyring,
    token: issuer.config,
    migrations: db.migrations,
    strict: true,
    log: false,
    // eslint-disable-next-line no-console -- a test that runs into a fault shows its stack
    onFault: error => console.error(error),
    ...options,
  })
  await app.ready()
  const baseUrl = `/api${API_VERSION_PATH}`
  return {
    app,
    db: db.app,
    ownerDb: db.owner,
    keyring,
    issuer,
    adapter: injectAdapter(app),
    baseUrl,
    token: issuer.token,
    async call<E extends EndpointSpec>(subject: string | null, endpoint: E, input: TestInput<E> = {}) {
      const token = subject === null ? null : await issuer.token(subject)
      return replyOf<E>(await app.inject(injectRequest(baseUrl, endpoint, input, token)))
    },
    async close() {
      await app.close()
      await drop()
    },
  }
}

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>

function replyOf<E extends EndpointSpec>(answer: Answer): TestReply<E> {
  const isJson = /^application\/(problem\+)?json/.test(answer.headers['content-type'] ?? '')
  const value: unknown = isJson && answer.body !== '' ? JSON.parse(answer.body) : undefined
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(
      Object.entries(answer.headers).map(([name, header]) => [name, String(header)]),
    ),
    body: value as ReplyOf<E>,
    problem: value as ProblemBody,
    text: answer.body,
    bytes: answer.rawPayload,
  }
}
