import { createHash } from 'node:crypto'
import { canonical, sm3 } from '../crypto/sm3.ts'

/** Whom an audit row is about: opaque ids only, never a name or a text. */
export interface AuditSubject {
  /** What `id` names: `application`, `student`, … */
  readonly kind: string
  /** UUID; `null` when the row is about a whole list or nothing in particular. */
  readonly id: string | null
  /** Id of the record's school, whose chain keeps the row; left out, it is the reader's own. */
  readonly school?: string | null
  /** Path of the school or class that the record belongs to; left out, it is the reader's own. */
  readonly orgPath?: string
}

/** Digest and number of the ids that a list showed. */
export interface AuditList {
  readonly count: number
  /** SM3 of the ids in the order shown, hex. */
  readonly digest: string
}

/** How a handler says what the audit row of its request is about. */
export interface AuditNote {
  subject(subject: AuditSubject): void
  /** For a list whose items have no `id` of their own, and for a write to many; other lists are noted by themselves. */
  list(ids: readonly string[]): void
  /** The same where the ids were counted before, as in a file that was written earlier. */
  counted(list: AuditList): void
}

/** The note of one request, as `record` reads it. */
export interface NotedAudit extends AuditNote {
  readonly noted: { subject?: AuditSubject; list?: AuditList }
}

export function auditNote(): NotedAudit {
  const noted: NotedAudit['noted'] = {}
  return {
    noted,
    subject(subject) {
      noted.subject = subject
    },
    list(ids) {
      noted.list = listOfIds(ids)
    },
    counted(list) {
      noted.list = list
    },
  }
}

/** The digest of `listOfIds`, id by id, for more of them than one would hold. */
export function idDigest(): { add(id: string): void; end(): string } {
  const hash = createHash('sm3').update(canonical(1, []))
  return {
    add(id) {
      hash.update(canonical(1, [id]).subarray(1))
    },
    end: () => hash.digest('hex'),
  }
}

export function listOfIds(ids: readonly string[]): AuditList {
  return { count: ids.length, digest: sm3(canonical(1, ids)).toString('hex') }
}
