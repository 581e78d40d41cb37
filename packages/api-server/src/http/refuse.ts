import { ProblemError, type EndpointSpec } from '@sunshine-aid/api-contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { inScope } from '../database/scope.ts'
import { record } from './record.ts'
import { replyBody } from './replyBody.ts'
import { sendProblem } from './sendProblem.ts'
import { toProblem } from './toProblem.ts'

/** What `detail` says where there is no endpoint whose path could be named. */
const NO_ROUTE = '/'

/**
 * The error handler: turns whatever was thrown into a problem, puts the refusal on record in a transaction of
 * its own (that of the handler was rolled back), then answers.
 */
export async function refuse(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { endpoint } = request.routeOptions.config
  const problem = await recorded(visible(toProblem(error, endpoint?.path ?? NO_ROUTE), request), request)
  request.problem = problem
  if (problem.code === 'internal') request.server.api.onFault(problem.cause)
  return sendProblem(reply, problem)
}

/** `current` leaves through its schema like any other answer. */
function visible(problem: ProblemError, { routeOptions, server }: FastifyRequest): ProblemError {
  const { endpoint } = routeOptions.config
  if (problem.current === undefined || !endpoint) return problem
  try {
    return new ProblemError(problem.code, problem.detail, {
      current: replyBody(currentOf(endpoint), problem.current, server.api.strict),
    })
  } catch (cause) {
    return new ProblemError('internal', endpoint.path, { cause })
  }
}

function currentOf(endpoint: EndpointSpec): EndpointSpec {
  return { ...endpoint, reply: endpoint.current ?? endpoint.reply }
}

/** The problem, once the audit trail holds it; or `unavailable` when the trail cannot take it. */
async function recorded(problem: ProblemError, request: FastifyRequest): Promise<ProblemError> {
  const { call, routeOptions, server } = request
  const { endpoint } = routeOptions.config
  if (!endpoint || !call?.principal || !isOnRecord(problem, endpoint)) return problem
  const refusal = {
    endpoint,
    call,
    requestId: request.id,
    outcome: 'denied',
    params: request.params,
  } as const
  try {
    await inScope(server.api.db, call.principal, call.now, trx => record(trx, refusal))
    return problem
  } catch (error) {
    return toProblem(error, endpoint.path)
  }
}

/** Every answer of an audited endpoint, and every denial of any endpoint. */
function isOnRecord({ status }: ProblemError, { access }: EndpointSpec): boolean {
  return access.audit !== 'none' || status === 403 || status === 404
}
