import {
  ProblemError,
  type EndpointSpec,
  type FieldError,
  type ParsedInput,
} from '@sunshine-aid/api-contract'
import type { z } from 'zod'
import { fieldErrors } from './fieldErrors.ts'

/** What arrived, before any schema has seen it. */
export interface RawInput {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

const PARTS = ['params', 'query', 'body'] as const
const MAX_ERRORS = 50

/**
 * Checks all parts of a request against the endpoint's schemas and returns the parsed values.
 * A part without a schema must be empty.
 * @throws {ProblemError} `invalid_input` that names every wrong field at once (the first 50).
 */
export function parseInput<E extends EndpointSpec>(endpoint: E, raw: RawInput): ParsedInput<E> {
  const parsed: Partial<Record<(typeof PARTS)[number], unknown>> = {}
  const errors = PARTS.flatMap(part => {
    const result = parsePart(endpoint[part], part, raw[part])
    parsed[part] = result.value
    return result.errors
  })
  if (errors.length === 0) return parsed as ParsedInput<E>
  throw new ProblemError('invalid_input', endpoint.path, { errors: errors.slice(0, MAX_ERRORS) })
}

function parsePart(
  schema: z.ZodType | undefined,
  part: string,
  value: unknown,
): { value?: unknown; errors: FieldError[] } {
  if (schema === undefined) return { errors: isEmpty(value) ? [] : [{ path: part, code: 'unknown_key' }] }
  const result = schema.safeParse(part === 'body' ? value : { ...(value as object) })
  return result.success
    ? { value: result.data, errors: [] }
    : { errors: fieldErrors(result.error.issues, part, value) }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
