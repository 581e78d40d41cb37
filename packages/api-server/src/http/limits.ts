/** Bounds of one API process. Generous for people, tight for machines; a deployment may set its own. */
export interface Limits {
  /** Requests that one account may send in `windowMs`. */
  readonly requestsPerWindow: number
  readonly windowMs: number
  /** Requests worked on at the same time; the next one is sent away with 503. */
  readonly maxInFlight: number
  /** Delay of the event loop, in ms, above which new work is sent away. */
  readonly maxEventLoopDelayMs: number
  /** JSON body, in bytes. */
  readonly bodyBytes: number
  /** Bytes of files that are received whole, of all requests together; who comes later waits for their turn. */
  readonly uploadMemoryBytes: number
  /** Whole request, from its first byte to its last, in ms. Long enough for an upload over a slow line. */
  readonly requestTimeoutMs: number
}

export const DEFAULT_LIMITS: Limits = {
  requestsPerWindow: 600,
  windowMs: 60_000,
  maxInFlight: 500,
  maxEventLoopDelayMs: 1_000,
  bodyBytes: 256 * 1024,
  uploadMemoryBytes: 256 * 1024 * 1024,
  requestTimeoutMs: 120_000,
}
