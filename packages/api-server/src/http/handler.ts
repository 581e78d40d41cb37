import type { Readable } from 'node:stream'
import type { EndpointSpec, ParsedInput } from '@sunshine-aid/api-contract'
import type { z } from 'zod'
import type { Keyring } from '../crypto/keyring.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { AuditNote } from './auditNote.ts'
import type { Pager } from './paging.ts'
import type { Upload } from './upload.ts'

/** What a handler is given: checked input, who asks, and one transaction that sees only what they may see. */
export interface HandlerInput<E extends EndpointSpec> extends ParsedInput<E> {
  /** The file, when the endpoint has `upload`. */
  readonly upload: E['upload'] extends object ? Upload : undefined
  readonly principal: E['access']['permission'] extends 'public' ? null : Principal
  /** Commits when the handler's promise is fulfilled, rolls back when it throws. Scoped to `principal` by RLS. */
  readonly trx: Trx
  /** The only clock (trust rule 26). */
  readonly now: Date
  /** Says whom the audit row is about; every audited read or write must. */
  readonly audit: AuditNote
  /** From `If-Match`; compare it with `requireVersion` on the locked record. */
  readonly expectedVersion: E['ifMatch'] extends true ? number : undefined
  /** From `X-Ticket`. */
  readonly ticket: E['ticket'] extends true ? string : undefined
  /** Cursors of this list for this account; `sort` names the order when there is more than one. */
  readonly pager: (sort?: string) => Pager
  /** Opens and seals encrypted columns (`crypto/seal.ts`). */
  readonly keyring: Keyring
  readonly requestId: string
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal
}

/** What a handler returns: the reply's fields or a file. For 204 whatever it returns is dropped. */
export type HandlerReply<E extends EndpointSpec> = E['reply'] extends z.ZodType
  ? z.input<E['reply']>
  : E['download'] extends object
    ? Buffer | Readable
    : unknown

/** Refuses by throwing a `ProblemError`: nothing is stored then, but the refusal is audited. */
export type Handler<E extends EndpointSpec> = (
  input: HandlerInput<E>,
) => HandlerReply<E> | Promise<HandlerReply<E>>
