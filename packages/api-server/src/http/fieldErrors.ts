import type { FieldError } from '@sunshine-aid/api-contract'
import type { z } from 'zod'

/** A message that a schema of ours set is itself the code; zod's own sentences never look like this. */
const OWN_CODE = /^[a-z][a-z0-9_]*$/
const MAX_KEY = 64

/**
 * The wrong fields that zod found, with codes that stay the same whatever zod says in its next version:
 * `required wrong_type too_small too_big too_short too_long wrong_format unknown_key not_an_option invalid`,
 * or the code that the schema itself gives (`facts_required`).
 */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], part: string, value: unknown): FieldError[] {
  return issues.flatMap(issue => {
    const path = [part, ...issue.path.map(String)]
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(key => ({
        path: [...path, key.slice(0, MAX_KEY)].join('.'),
        code: 'unknown_key',
      }))
    return [{ path: path.join('.'), code: codeOf(issue, value) }]
  })
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (OWN_CODE.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_union':
      if (valueAt(value, issue.path) === undefined) return 'required'
      return issue.code === 'invalid_value' ? 'not_an_option' : 'wrong_type'
    case 'too_small':
      return isCounted(issue.origin) ? 'too_short' : 'too_small'
    case 'too_big':
      return isCounted(issue.origin) ? 'too_long' : 'too_big'
    case 'invalid_format':
      return 'wrong_format'
    default:
      return 'invalid'
  }
}

function isCounted(origin: string): boolean {
  return origin === 'string' || origin === 'array'
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}
