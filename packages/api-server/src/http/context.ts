import type { EndpointSpec, ProblemError } from '@sunshine-aid/api-contract'
import type { Keyring } from '../crypto/keyring.ts'
import type { Principal } from '../database/principal.ts'
import type { Db } from '../database/schema.ts'
import type { Authenticate } from '../session/tokens.ts'
import type { NotedAudit } from './auditNote.ts'
import type { Limits } from './limits.ts'
import type { RateLimit } from './rateLimit.ts'
import type { FileScanner } from './scanner.ts'
import type { UploadBudget } from './wholeUpload.ts'

/** What every route of one API can reach; made once by `apiPlugin`. */
export interface ApiContext {
  /** Connected as the role that row-level security binds. Handlers never see it: they get a transaction. */
  readonly db: Db
  readonly clock: () => Date
  readonly authenticate: Authenticate
  readonly rateLimit: RateLimit
  readonly keyring: Keyring
  readonly limits: Limits
  /** Looks at each file that is received whole before anything else does. */
  readonly scanner: FileScanner
  readonly uploadBudget: UploadBudget
  /** Unknown keys in a reply are an error (tests, development) instead of being dropped (production). */
  readonly strict: boolean
  /** The whole contract that this API has to keep. */
  readonly endpoints: readonly EndpointSpec[]
  /** Ids of the endpoints that have a handler. */
  readonly implemented: Set<string>
  /** Told about every fault of ours (500) with the original error; development and tests print it. */
  readonly onFault: (error: unknown) => void
}

/** What is known about a request once it was let in. */
export interface Call {
  /** `null` at a public endpoint. */
  readonly principal: Principal | null
  readonly now: Date
  readonly note: NotedAudit
  /** SHA-256 of the JSON body's bytes, in hex; empty without a body. */
  bodyDigest: string
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly api: ApiContext
  }
  interface FastifyRequest {
    call: Call | null
    /** The problem that was answered, for the log. */
    problem: ProblemError | null
  }
  interface FastifyContextConfig {
    endpoint?: EndpointSpec
  }
}
