import type { FastifyInstance } from 'fastify'
import type { FailureLog } from './failureLog.ts'
import { strictPassport, type KnownPages } from './strictPassport.ts'

export interface FailuresOptions {
  /** Where failures are kept; without one they are taken and dropped. */
  readonly log: FailureLog | undefined
  readonly pages: KnownPages | undefined
}

/** A passport is ten short facts. */
const MOST_BYTES = 4096
const MOST_REPORTS_BYTES = 64 * 1024
/** What browsers call the policy that refused something: `script-src-elem`, `integrity-policy`. */
const DIRECTIVE = /^[a-z][a-z-]{2,40}$/

/**
 * Where the portal's pages send the passports of failures, and browsers their reports on what the page's policies
 * refused. Answers never tell what was kept. JSON needs leave from another site, so only the portal itself can send.
 */
export function failuresPlugin(app: FastifyInstance, { log, pages }: FailuresOptions): void {
  app.addHook('onRequest', async (_, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })

  app.post('/stub/failures', { bodyLimit: MOST_BYTES }, async (request, reply) => {
    const passport = strictPassport(request.body, pages)
    if (passport) await log?.add(passport)
    return reply.code(204).send()
  })

  app.addContentTypeParser(
    ['application/reports+json', 'application/csp-report'],
    { parseAs: 'string', bodyLimit: MOST_REPORTS_BYTES },
    (_, body, done) => done(null, directivesIn(String(body))),
  )
  app.post('/stub/reports', async (request, reply) => {
    for (const directive of request.body as readonly string[]) await log?.count(directive)
    return reply.code(204).send()
  })
}

/** Only which policy was broken: a report also holds addresses, which may say who was looked at. */
function directivesIn(body: string): readonly string[] {
  const reports = parsed(body)
  return [reports]
    .flat()
    .slice(0, 20)
    .map(report => directiveOf(report as Report | null))
    .filter(directive => directive !== undefined)
}

interface Report {
  readonly type?: unknown
  readonly body?: { readonly effectiveDirective?: unknown }
}

function directiveOf(report: Report | null): string | undefined {
  const named = report?.body?.effectiveDirective ?? report?.type
  return typeof named === 'string' && DIRECTIVE.test(named) ? named : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return []
  }
}
