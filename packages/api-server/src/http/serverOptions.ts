import type { Server } from 'node:http'
import { LogController, type FastifyHttpOptions } from 'fastify'
import { refuseConnection } from './connectionProblem.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { loggerOptions } from './logging.ts'
import { requestIdOf } from './requestId.ts'
import { sendProblem } from './sendProblem.ts'
import { toProblem } from './toProblem.ts'

export interface ServerSettings {
  readonly limits?: Partial<Limits>
  /** Where log lines go; standard output unless given. `false` for none. */
  readonly log?: { write(line: string): void } | false
}

/** Headers fit into one packet or two; who needs longer is holding a connection on purpose. */
const HEADERS_WITHIN_MS = 20_000

/**
 * Options for the Fastify server into which `apiPlugin` is registered: what a plugin cannot set for itself.
 * Every failure before a route is found, down to a broken header, is a problem as well.
 */
export function serverOptions({ limits, log }: ServerSettings = {}): FastifyHttpOptions<Server> {
  const { bodyBytes, requestTimeoutMs } = { ...DEFAULT_LIMITS, ...limits }
  return {
    bodyLimit: bodyBytes,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: requestTimeoutMs,
    http: { headersTimeout: Math.min(HEADERS_WITHIN_MS, requestTimeoutMs) },
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    // Our own answer while stopping is a problem like any other.
    return503OnClosing: false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    genReqId: requestIdOf,
    logger: log === false ? false : loggerOptions(log),
    // `logAnswers` writes the one line of each answer.
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: (error, _request, reply) => {
      void sendProblem(reply, toProblem(error, '/'))
    },
    clientErrorHandler: refuseConnection,
  }
}
