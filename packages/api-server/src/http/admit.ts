import { ProblemError, type EndpointSpec } from '@sunshine-aid/api-contract'
import type { FastifyRequest } from 'fastify'
import { reachIn } from '../access/reach.ts'
import { loadPrincipal, type Principal } from '../database/principal.ts'
import { withoutScope } from '../database/scope.ts'
import { accepts } from './accept.ts'
import { auditNote } from './auditNote.ts'
import type { ApiContext } from './context.ts'
import { recordStranger } from './record.ts'

const JSON_TYPE = 'application/json'

/**
 * Lets a request in before its body is read: who (401), how often (429), with which account and permission
 * (403), in which form (406, 415). Rights are read anew for each request, so one taken away is gone at once.
 *
 * A token that proves nothing is 401. A good token without an active account or a role today is 403, as is one
 * whose roles do not give the endpoint's permission: both depend on the caller alone and tell nothing about
 * any record.
 */
export async function admit(request: FastifyRequest): Promise<void> {
  const { endpoint } = request.routeOptions.config
  if (!endpoint) return
  const { api } = request.server
  const now = api.clock()
  const principal =
    endpoint.access.permission === 'public' ? null : await identify(api, endpoint, request, now)
  request.call = { principal, now, note: auditNote(), bodyDigest: '' }
  if (principal && !mayCall(principal, endpoint)) throw new ProblemError('not_allowed', endpoint.path)
  if (!accepts(request.headers.accept, endpoint.download?.mediaType ?? JSON_TYPE))
    throw new ProblemError('not_acceptable', endpoint.path)
  if (endpoint.method !== 'GET' && !cannotBeForged(request.headers))
    throw new ProblemError('unsupported_media_type', endpoint.path)
}

async function identify(
  api: ApiContext,
  endpoint: EndpointSpec,
  request: FastifyRequest,
  now: Date,
): Promise<Principal> {
  const subject = await api.authenticate(request.headers.authorization, now)
  const wait = api.rateLimit.secondsToWait(subject, now.getTime())
  if (wait > 0) throw new ProblemError('too_many_requests', endpoint.path, { retryAfter: wait })
  const { principal, refusal } = await loadPrincipal(api.db, subject, now)
  if (principal) return principal
  const stranger = { endpoint, now, requestId: request.id, refusal }
  await withoutScope(api.db, now, trx => recordStranger(trx, stranger))
  throw new ProblemError('not_allowed', endpoint.path)
}

/** Whether one of the principal's roles gives the endpoint's permission; how far it reaches is up to the query. */
export function mayCall(principal: Principal, endpoint: EndpointSpec): boolean {
  const { permission } = endpoint.access
  if (permission === 'signedIn' || permission === 'public') return true
  return principal.assignments.some(held => reachIn(held, permission) !== null)
}

/** A page of another site can send neither JSON nor an own header without being asked first (trust rule 22). */
function cannotBeForged(headers: FastifyRequest['headers']): boolean {
  const type = headers['content-type']
  const isForm =
    type === undefined || /^(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)
  return !isForm || headers['x-requested-with'] !== undefined
}
