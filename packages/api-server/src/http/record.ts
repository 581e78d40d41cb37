import type { EndpointSpec } from '@sunshine-aid/api-contract'
import { reachIn } from '../access/reach.ts'
import { countReading } from '../accountability/countReading.ts'
import { appendAudit } from '../audit/append.ts'
import { SYSTEM_CHAIN, type AuditEvent } from '../audit/event.ts'
import type { Assignment, Principal, PrincipalRefusal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { listOfIds, type AuditList, type AuditSubject } from './auditNote.ts'
import type { Call } from './context.ts'
import { unavailable } from './databaseProblem.ts'

/** One answer, as the audit trail sees it. */
export interface Answered {
  readonly endpoint: EndpointSpec
  readonly call: Call
  readonly requestId: string
  readonly outcome: 'done' | 'denied'
  /** Path parameters as they arrived: the id asked for is on record even when it was refused. */
  readonly params: unknown
  /** The reply that will be sent, if any: the ids of a list are taken from it. */
  readonly body?: unknown
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Writes the audit row of an answer into the transaction for whose commit the answer waits.
 * @throws {ProblemError} `unavailable` when the trail cannot take the row: no audit, no answer (trust rule 13).
 */
export async function record(trx: Trx, answered: Answered): Promise<void> {
  const { principal } = answered.call
  if (!principal) return
  const event = eventOf(answered, principal)
  const { audit } = answered.endpoint.access
  if (answered.outcome === 'done' && (audit === 'read' || audit === 'list'))
    await countReading(trx, principal, audit, event)
  await append(trx, event)
}

/** Somebody whose token is good, but who has no account or no role here; told apart by the reason only. */
export async function recordStranger(
  trx: Trx,
  stranger: { endpoint: EndpointSpec; now: Date; requestId: string; refusal: PrincipalRefusal },
): Promise<void> {
  const { endpoint, now, requestId, refusal } = stranger
  const nobody = { accountId: null, role: null, subjectId: null, count: null, digest: null }
  const place = { chain: SYSTEM_CHAIN, orgPath: '' }
  await append(trx, {
    ...nobody,
    ...place,
    at: now,
    action: endpoint.id,
    outcome: 'denied',
    subjectKind: 'account',
    requestId,
    purpose: refusal,
  })
}

async function append(trx: Trx, event: AuditEvent): Promise<void> {
  try {
    await appendAudit(trx, event)
  } catch (error) {
    throw unavailable('audit', error)
  }
}

function eventOf(answered: Answered, principal: Principal): AuditEvent {
  const { endpoint, call, requestId, outcome } = answered
  const subject = call.note.noted.subject ?? subjectOf(answered)
  const list = listOf(answered)
  const { role, orgId, orgPath, schoolId } = actingAssignment(principal, endpoint)
  return {
    chain: subject.school ?? schoolId ?? orgId,
    orgPath: subject.orgPath ?? orgPath,
    at: call.now,
    accountId: principal.accountId,
    role,
    action: endpoint.id,
    outcome,
    subjectKind: subject.kind,
    subjectId: subject.id,
    count: list?.count ?? null,
    digest: list?.digest ?? null,
    requestId,
    purpose: null,
  }
}

/** What a row is about when the handler did not say: the id in the path, or that of the reply. */
function subjectOf({ endpoint, params, body }: Answered): AuditSubject {
  const ids = [...valuesOf(params), valueAt(body, 'id')]
  return { kind: endpoint.tag, id: ids.find(isUuid) ?? null }
}

function listOf({ endpoint, call, outcome, body }: Answered): AuditList | undefined {
  if (outcome === 'denied') return undefined
  if (endpoint.access.audit !== 'list') return call.note.noted.list
  const items: unknown = valueAt(body, 'items')
  const ids = Array.isArray(items) ? items.map(item => valueAt(item, 'id')).filter(isUuid) : []
  return call.note.noted.list ?? listOfIds(ids)
}

/** The role in which somebody acts: the first that gives the permission, else the first. */
function actingAssignment({ assignments }: Principal, { access }: EndpointSpec): Assignment {
  const { permission } = access
  const acting = assignments.find(
    held => permission !== 'signedIn' && permission !== 'public' && reachIn(held, permission) !== null,
  )
  const [first] = assignments
  if (!first) throw new Error('a principal holds at least one role')
  return acting ?? first
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}

function valuesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : []
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
