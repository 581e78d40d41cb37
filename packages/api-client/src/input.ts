import type { BodyOf, EndpointSpec, ParamsOf, QueryOf } from '@sunshine-aid/api-contract'

/** `{ key: V }` where a value is needed, `{ key?: V }` where an empty one would do, nothing where there is none. */
type Part<K extends string, V> = [V] extends [undefined]
  ? { readonly [key in K]?: undefined }
  : Record<never, never> extends V
    ? { readonly [key in K]?: V }
    : { readonly [key in K]: V }

type UploadBody<E extends EndpointSpec> = E['upload'] extends object
  ? { readonly body: Blob }
  : Part<'body', BodyOf<E>>

type TicketPart<E extends EndpointSpec> = E['ticket'] extends true
  ? { readonly ticket: string }
  : { readonly ticket?: undefined }

type VersionPart<E extends EndpointSpec> = E['ifMatch'] extends true
  ? { readonly ifMatch: number }
  : { readonly ifMatch?: undefined }

export interface CallOptions {
  /** Aborting it ends the call with an `AbortError`; the module's own signal always counts as well. */
  readonly signal?: AbortSignal | undefined
  /** Of a POST: pass the same key to repeat an attempt whose outcome is unknown. Made up when absent. */
  readonly idempotencyKey?: string | undefined
  /** The page may be gone before the answer comes: the browser sends it all the same. Bodies up to 60 KB. */
  readonly keepalive?: boolean | undefined
  /** While a file is sent: a fraction from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined
}

/** What a call needs: exactly the parts that the endpoint declares. `ifMatch` is the version of the record that was read. */
export type CallInput<E extends EndpointSpec> = Part<'params', ParamsOf<E>> &
  Part<'query', QueryOf<E>> &
  UploadBody<E> &
  VersionPart<E> &
  TicketPart<E> &
  CallOptions

/** The input may be left out when nothing in it is required. */
export type CallArguments<E extends EndpointSpec> =
  Record<never, never> extends CallInput<E> ? [input?: CallInput<E>] : [input: CallInput<E>]

/** The same input with the endpoint's type forgotten: what the request is built from. */
export interface LooseInput extends CallOptions {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly ifMatch?: number | undefined
  readonly ticket?: string | undefined
}
