import type { FastifyInstance, FastifyServerOptions } from 'fastify'

/**
 * The only keys that may enter the log (trust rule 29), and only as plain values: no URL (it holds what was
 * searched), no body, no token, no error text (the database puts values into it).
 */
const LOGGED = [
  'reqId',
  'event',
  'method',
  'route',
  'status',
  'ms',
  'code',
  'accountId',
  'errorName',
  'errorCode',
  'at',
] as const

export type LogLine = Partial<Record<(typeof LOGGED)[number], string | number>>

const OWN_FRAME = /^ +at .*[/\\]([\w.-]+\.ts:\d+)/m

/** Class and code of an error and our first line in its stack: enough to find the place, nothing of what it was about. */
export function errorFacts(error: unknown): LogLine {
  if (!(error instanceof Error)) return {}
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const at = OWN_FRAME.exec(error.stack ?? '')?.[1]
  return {
    errorName: error.name,
    ...(code !== undefined && { errorCode: code }),
    ...(at !== undefined && { at }),
  }
}

function allowed(line: unknown): Record<string, unknown> {
  if (typeof line !== 'object' || line === null) return {}
  const facts = { ...errorFacts(Reflect.get(line, 'err')), ...line }
  return Object.fromEntries(
    LOGGED.map(key => [key, facts[key] as unknown] as const).filter(
      ([, value]) => typeof value === 'string' || typeof value === 'number',
    ),
  )
}

/**
 * Options for Fastify's logger: JSON lines whose keys pass the allow-list. Messages are dropped, whoever writes
 * them, since Fastify and its plugins put error texts and URLs there; so is a line with nothing else in it.
 */
export function loggerOptions(stream?: {
  write(line: string): void
}): NonNullable<FastifyServerOptions['logger']> {
  return {
    level: 'info',
    ...(stream && { stream }),
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: label => ({ level: label }), bindings: allowed },
    hooks: {
      logMethod([first], write) {
        const line = allowed(first)
        if (Object.keys(line).length > 0) write.call(this, line)
      },
    },
  }
}

/** One line for each answer. The route is the pattern (`/applications/:id`), never the address. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { call, problem } = request
    const line: LogLine = {
      event: 'answered',
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(problem && { code: problem.code }),
      ...(call?.principal && { accountId: call.principal.accountId }),
      ...(problem && problem.status >= 500 && errorFacts(problem.cause)),
    }
    request.log.info(line)
  })
}
