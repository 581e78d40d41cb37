import { createHash } from 'node:crypto'
import { ProblemError, notFound, type EndpointSpec } from '@sunshine-aid/api-contract'
import { sql } from 'kysely'
import type { Keyring } from '../crypto/keyring.ts'
import { hmacSm3 } from '../crypto/sm3.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { Answer } from './answer.ts'

/** How long the reply to a POST is kept for a retry. */
export const KEPT_MS = 24 * 3_600_000

/** A POST that may come again. */
export interface KeyedRequest {
  readonly endpoint: EndpointSpec
  readonly principal: Principal
  readonly key: string
  readonly now: Date
  /** SHA-256 of the address and the body; of a file only once it was read. */
  digest(): Promise<Buffer>
}

/**
 * Runs `run` once for each key of an account (promise G15). The key is claimed and the reply stored in the
 * transaction of the write itself, so a crash leaves either both or neither. A retry gets the stored reply.
 * @throws {ProblemError} `in_flight` while the first is being worked on, `idempotency_mismatch` when the key
 * was used for something else.
 */
export async function once(
  trx: Trx,
  keyring: Keyring,
  request: KeyedRequest,
  run: () => Promise<Answer>,
): Promise<Answer> {
  await claim(trx, request)
  const stored = await findReply(trx, request)
  if (stored) return replay(keyring, request, stored)
  const answer = await run()
  await store(trx, keyring, request, answer)
  return answer
}

/** Held until the transaction ends, however it ends: nothing to clean up after a crash. */
async function claim(trx: Trx, { endpoint, principal, key }: KeyedRequest): Promise<void> {
  const name = createHash('sha256').update([principal.accountId, endpoint.id, key].join('\0')).digest()
  const { rows } = await sql<{ claimed: boolean }>`
    select pg_try_advisory_xact_lock(${name.readBigInt64BE(0)}) as claimed`.execute(trx)
  if (rows[0]?.claimed !== true) throw new ProblemError('in_flight', endpoint.path, { retryAfter: 1 })
}

interface StoredReply {
  readonly body_digest: Buffer
  readonly status: number | null
  readonly reply: Buffer | null
}

function findReply(
  trx: Trx,
  { endpoint, principal, key, now }: KeyedRequest,
): Promise<StoredReply | undefined> {
  return trx
    .selectFrom('idempotency_record')
    .select(['body_digest', 'status', 'reply'])
    .where('account_id', '=', principal.accountId)
    .where('endpoint', '=', endpoint.id)
    .where('key', '=', key)
    .where('created_at', '>', new Date(now.getTime() - KEPT_MS))
    .executeTakeFirst()
}

async function replay(keyring: Keyring, request: KeyedRequest, stored: StoredReply): Promise<Answer> {
  const { path } = request.endpoint
  if (!(await isSameRequest(keyring, request, stored.body_digest)))
    throw new ProblemError('idempotency_mismatch', path)
  const { status, reply } = stored
  if (status === null) throw new ProblemError('in_flight', path, { retryAfter: 1 })
  if (reply === null) return { status, value: undefined, replayed: true }
  try {
    return { status, value: JSON.parse(unseal(keyring, contextOf(request), reply)), replayed: true }
  } catch {
    // The account's places have changed since: what it was told then is outside of its reach now.
    throw notFound(path)
  }
}

/** The request may have been stored before the keys were rotated. */
async function isSameRequest(keyring: Keyring, request: KeyedRequest, stored: Buffer): Promise<boolean> {
  const digest = await request.digest()
  return keyring.ids.some(keyId => stored.equals(keyedDigest(keyring, keyId, digest)))
}

/**
 * What a request said, as the table keeps it. Under a key: of a vote there are so few that whoever reads a plain
 * digest could try them all.
 */
function keyedDigest(keyring: Keyring, keyId: string, digest: Buffer): Buffer {
  return hmacSm3(keyring.derive(keyId, 'idempotency'), digest)
}

async function store(
  trx: Trx,
  keyring: Keyring,
  request: KeyedRequest,
  { status, value }: Answer,
): Promise<void> {
  const { endpoint, principal, key, now } = request
  const row = {
    body_digest: keyedDigest(keyring, keyring.current, await request.digest()),
    status,
    reply: value === undefined ? null : seal(keyring, contextOf(request), JSON.stringify(value)),
    created_at: now,
  }
  await trx
    .insertInto('idempotency_record')
    .values({ account_id: principal.accountId, endpoint: endpoint.id, key, ...row })
    .onConflict(conflict => conflict.columns(['account_id', 'endpoint', 'key']).doUpdateSet(row))
    .execute()
}

/** The places are part of the context: a reply cannot be opened after a right was taken away (promise G12). */
function contextOf({ endpoint, principal, key }: KeyedRequest) {
  const places = [...principal.caseScope].sort().join(',')
  return {
    table: 'idempotency_record',
    column: 'reply',
    rowId: [principal.accountId, endpoint.id, key, places].join('/'),
  }
}
