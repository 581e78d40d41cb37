import { canonical, sm3, type CanonicalField } from '../crypto/sm3.ts'

/**
 * One access or refusal. Opaque ids and codes only: no name, no free text, so that the trail itself is no leak
 * and never has to be corrected.
 */
export interface AuditEvent {
  /** Whose chain: the school of the record, else the organisation where the actor holds the role. */
  readonly chain: string
  readonly orgPath: string
  readonly at: Date
  readonly accountId: string | null
  readonly role: string | null
  /** Id of the endpoint. */
  readonly action: string
  readonly outcome: 'done' | 'denied'
  readonly subjectKind: string
  readonly subjectId: string | null
  /** Records shown, for a list. */
  readonly count: number | null
  /** SM3 over their ids, hex. */
  readonly digest: string | null
  readonly requestId: string
  readonly purpose: string | null
}

/** An event at its place in a chain; `seq` counts from 1. */
export interface AuditLink extends AuditEvent {
  readonly seq: number
  readonly prev: Buffer
  readonly hash: Buffer
}

/** Chain of what has no organisation, such as a refusal before anybody was identified. */
export const SYSTEM_CHAIN = '00000000-0000-0000-0000-000000000000'

/** What stands before the first event of a chain. */
export const GENESIS = Buffer.alloc(32)

const VERSION = 1

/** h = SM3(version ‖ prev ‖ seq ‖ body); the body is every other field, in this order. */
export function auditHash(prev: Buffer, seq: number, event: AuditEvent): Buffer {
  const body: CanonicalField[] = [
    event.chain,
    event.orgPath,
    event.at,
    event.accountId,
    event.role,
    event.action,
    event.outcome,
    event.subjectKind,
    event.subjectId,
    event.count,
    event.digest,
    event.requestId,
    event.purpose,
  ]
  return sm3(canonical(VERSION, [prev, seq, ...body]))
}
