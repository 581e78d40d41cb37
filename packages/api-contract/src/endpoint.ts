import type { Classed, Permission } from '@sunshine-aid/domain'
import type { z } from 'zod'
import type { ProblemCode } from './problem.ts'

type Shape = Classed<z.ZodType>

/**
 * Who may call an endpoint, and what the audit says of it. There is no default: an endpoint without it does
 * not compile, and "any signed-in account" is a value that must be written.
 */
export type Access =
  | { readonly permission: 'public'; readonly audit: 'none' }
  | { readonly permission: Permission | 'signedIn'; readonly audit: 'none' | 'read' | 'list' | 'write' }

export interface EndpointSpec {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path below the API's base, in `:name` notation. */
  readonly path: `/${string}`
  /** `operationId` of the OpenAPI document. */
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly access: Access
  readonly params?: Shape
  readonly query?: Shape
  readonly body?: Shape
  /**
   * Body that is a file: its media types and its limit in bytes. The server receives it as a stream, and with `whole`
   * it waits for all of it before it does anything else.
   */
  readonly upload?: {
    readonly mediaTypes: readonly string[]
    readonly maxBytes: number
    readonly whole?: true
  }
  /** JSON reply; `null` means 204 No Content. */
  readonly reply: Shape | null
  /** Reply that is a file instead of JSON. */
  readonly download?: { readonly mediaType: string; readonly fileName: string }
  /** Answers to `X-Ticket` only: a secret for one download that another endpoint gave out in its reply. */
  readonly ticket?: true
  readonly status?: 200 | 201 | 202 | 204
  /** True where an existing record changes: `If-Match` is required (428), a stale one is refused (412). */
  readonly ifMatch?: true
  /** The record that `If-Match` is about, where the reply is another one: what 412 shows as it stands. */
  readonly current?: Shape
  /** Codes beyond those that every endpoint may answer (`COMMON_PROBLEMS`). */
  readonly problems: readonly ProblemCode[]
}

/** Defines an endpoint once, for the client's types, the server's route, the OpenAPI document and the tests. */
export function endpoint<const E extends EndpointSpec>(spec: E): E {
  return spec
}

type Input<S> = S extends z.ZodType ? z.input<S> : undefined
type Output<S> = S extends z.ZodType ? z.output<S> : undefined

export type ParamsOf<E extends EndpointSpec> = Input<E['params']>
export type QueryOf<E extends EndpointSpec> = Input<E['query']>
export type BodyOf<E extends EndpointSpec> = Input<E['body']>
export type ReplyOf<E extends EndpointSpec> = E['reply'] extends z.ZodType ? z.output<E['reply']> : undefined

/** What a handler receives: parsed, typed, nothing unknown in it. */
export interface ParsedInput<E extends EndpointSpec> {
  readonly params: Output<E['params']>
  readonly query: Output<E['query']>
  readonly body: Output<E['body']>
}
