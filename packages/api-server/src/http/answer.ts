import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { EndpointSpec } from '@sunshine-aid/api-contract'
import type { FastifyRequest } from 'fastify'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { inScope, withoutScope } from '../database/scope.ts'
import type { Call } from './context.ts'
import { once, type KeyedRequest } from './idempotency.ts'
import { pager } from './paging.ts'
import { parseInput } from './parseInput.ts'
import { expectedVersion, idempotencyKey, ticketOf } from './preconditions.ts'
import { record } from './record.ts'
import { replyBody } from './replyBody.ts'
import { successStatus } from './replyHeaders.ts'
import { receiveUpload, type DigestedUpload } from './upload.ts'
import { withWholeFile } from './wholeUpload.ts'

/** What will be sent after the commit. */
export interface Answer {
  readonly status: number
  /** The reply, checked against its schema, or a file; `undefined` for 204. */
  readonly value: unknown
  readonly replayed?: true
}

/** A handler as the machinery calls it; `implement` has checked its types. */
export type AnyHandler = (input: object) => unknown

/** One request on its way through its endpoint. */
interface Work {
  readonly endpoint: EndpointSpec
  readonly request: FastifyRequest
  readonly call: Call
  readonly input: object
  readonly key: string | undefined
  readonly upload: DigestedUpload | undefined
}

/**
 * Checks what arrived, then does everything in one transaction: the claim of the key, the handler, the check of
 * its reply, the stored reply, the audit row. Whatever fails, nothing was done. The caller sends after the
 * commit, never before.
 */
export async function answer(
  endpoint: EndpointSpec,
  handler: AnyHandler,
  request: FastifyRequest,
): Promise<Answer> {
  const work = readRequest(endpoint, request)
  const { upload } = work
  if (!upload || !endpoint.upload?.whole) return perform(work, handler)
  return withWholeFile(request, endpoint, upload, whole => perform({ ...work, upload: whole }, handler))
}

function perform(work: Work, handler: AnyHandler): Promise<Answer> {
  const { request, call } = work
  return inTransaction(request, call, async trx => {
    const run = () => runHandler(work, handler, trx)
    const done =
      work.key !== undefined && call.principal
        ? await once(trx, request.server.api.keyring, keyed(work, work.key, call.principal), run)
        : await run()
    await recordDone(trx, work, done)
    return done
  })
}

/** @throws {ProblemError} for whatever is wrong with headers or input; nothing has been touched then. */
function readRequest(endpoint: EndpointSpec, request: FastifyRequest): Work {
  const { call, headers } = request
  if (!call) throw new Error(`${endpoint.id} was called without being admitted`)
  const key = endpoint.method === 'POST' ? idempotencyKey(headers, endpoint.path) : undefined
  const version = endpoint.ifMatch && expectedVersion(headers, endpoint.path)
  const upload = endpoint.upload && receiveUpload(endpoint, request.body as Readable, headers)
  const ticket = endpoint.ticket && ticketOf(headers, endpoint.path)
  const { params, query } = request
  const parsed = parseInput(endpoint, { params, query, body: upload ? undefined : request.body })
  return { endpoint, request, call, key, upload, input: { ...parsed, ticket, expectedVersion: version } }
}

function inTransaction<T>({ server }: FastifyRequest, call: Call, fn: (trx: Trx) => Promise<T>): Promise<T> {
  const { db } = server.api
  return call.principal ? inScope(db, call.principal, call.now, fn) : withoutScope(db, call.now, fn)
}

async function runHandler(
  { endpoint, request, call, input, upload }: Work,
  handler: AnyHandler,
  trx: Trx,
): Promise<Answer> {
  const { principal, now, note } = call
  const { api } = request.server
  const reply = await handler({
    ...input,
    upload,
    principal,
    now,
    trx,
    audit: note,
    pager: (sort?: string) => pager(api.keyring, endpoint, principal?.accountId ?? '', sort),
    keyring: api.keyring,
    requestId: request.id,
    signal: hangUpSignal(request),
  })
  return {
    status: successStatus(endpoint),
    value: endpoint.download ? reply : replyBody(endpoint, reply, api.strict),
  }
}

/** Aborted when the caller's connection closes before the answer. */
function hangUpSignal({ raw }: FastifyRequest): AbortSignal {
  const controller = new AbortController()
  raw.once('aborted', () => controller.abort())
  return controller.signal
}

/** The digest covers the address too: the same key for another record is another request. */
function keyed({ endpoint, request, call, upload }: Work, key: string, principal: Principal): KeyedRequest {
  const digest = async () => {
    const body = upload ? await upload.digest() : call.bodyDigest
    return createHash('sha256').update(`${request.url}\n${body}`).digest()
  }
  return { endpoint, principal, key, now: call.now, digest }
}

async function recordDone(
  trx: Trx,
  { endpoint, request, call }: Work,
  { value, replayed }: Answer,
): Promise<void> {
  const { audit } = endpoint.access
  if (audit === 'none') return
  if (request.server.api.strict && audit !== 'list' && !replayed && !call.note.noted.subject)
    throw new Error(`${endpoint.id} does not say whom its audit row is about: call audit.subject()`)
  await record(trx, {
    endpoint,
    call,
    requestId: request.id,
    outcome: 'done',
    params: request.params,
    body: value,
  })
}
