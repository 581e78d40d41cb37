import { REASONS, type Reason } from '@sunshine-aid/domain'

/**
 * Every failure that a client can see: code → HTTP status. The domain's reasons are problems too; the rest is
 * HTTP. Titles in both languages stand in `problemText.ts`.
 */
const HTTP_PROBLEMS = {
  invalid_input: 400,
  unauthenticated: 401,
  not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  request_timeout: 408,
  in_flight: 409,
  stale_version: 412,
  too_large: 413,
  unsupported_media_type: 415,
  idempotency_mismatch: 422,
  file_not_allowed: 422,
  file_damaged: 422,
  file_has_macros: 422,
  file_locked: 422,
  file_too_large_inside: 422,
  file_not_pure: 422,
  file_infected: 422,
  version_required: 428,
  idempotency_key_required: 428,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const

export type HttpProblem = keyof typeof HTTP_PROBLEMS
export type ProblemCode = HttpProblem | Reason

/** HTTP status of a code. A reason of the domain is a conflict with the record's state, so 409. */
export function statusOf(code: ProblemCode): number {
  return code in HTTP_PROBLEMS ? HTTP_PROBLEMS[code as HttpProblem] : 409
}

export const PROBLEM_CODES: readonly ProblemCode[] = [
  ...(Object.keys(HTTP_PROBLEMS) as HttpProblem[]),
  ...REASONS,
]

/** What any endpoint may answer. */
export const COMMON_PROBLEMS = [
  'invalid_input',
  'unauthenticated',
  'not_allowed',
  'not_found',
  'too_large',
  'unsupported_media_type',
  'too_many_requests',
  'internal',
  'unavailable',
] as const satisfies readonly HttpProblem[]

/** One wrong field: where it is (`body.facts`), and a code that each module maps to words. */
export interface FieldError {
  readonly path: string
  readonly code: string
}

export interface ProblemOptions extends ErrorOptions {
  readonly errors?: readonly FieldError[]
  /** With `stale_version`: the record as it stands now, so that a page can show both values. */
  readonly current?: unknown
  /** Identifies the request in the log and over the phone. */
  readonly requestId?: string
  /** With 429 and 503: whole seconds to wait. */
  readonly retryAfter?: number
}

/**
 * Thrown by the server, thrown again by the client; handled by `code`. `detail` names routes and fields, never
 * a student.
 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly status: number
  readonly detail: string
  readonly errors: readonly FieldError[] | undefined
  readonly current: unknown
  readonly requestId: string | undefined
  readonly retryAfter: number | undefined

  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(`${code}: ${detail}`, options)
    this.code = code
    this.status = statusOf(code)
    this.detail = detail
    this.errors = options.errors
    this.current = options.current
    this.requestId = options.requestId
    this.retryAfter = options.retryAfter
  }
}

/** Absent and forbidden are one answer, so that a refusal tells nothing (trust G4). */
export function notFound(path: string): ProblemError {
  return new ProblemError('not_found', path)
}
