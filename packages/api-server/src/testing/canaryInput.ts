import { randomUUID } from 'node:crypto'
import { z } from '@sunshine-aid/domain'

type Schema = z.core.JSONSchema.JSONSchema

/**
 * Input that passes `schema` as far as JSON Schema can tell, with `canary` in every field that takes free text:
 * what a person would type. Formats and patterns get values of their own.
 */
export function canaryInput(schema: z.ZodType | undefined, canary: string): unknown {
  if (!schema) return undefined
  const json = z.toJSONSchema(schema, { io: 'input' })
  return fill(json, canary)
}

function fill(schema: Schema, canary: string): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const options = schema.anyOf ?? schema.oneOf
  if (options) return fill(options[0] as Schema, canary)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, fill(inner as Schema, canary)]),
      )
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () =>
        fill((schema.items ?? {}) as Schema, canary),
      )
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'string':
      return textFor(schema, canary)
    default:
      return null
  }
}

function textFor({ format, pattern, maxLength = Infinity }: Schema, canary: string): string {
  if (format === 'uuid') return randomUUID()
  if (format === 'date') return '2026-03-02'
  if (format === 'date-time') return '2026-03-02T00:00:00.000Z'
  if (pattern !== undefined && new RegExp(pattern).test('1')) return '1'
  return canary.slice(0, maxLength)
}
