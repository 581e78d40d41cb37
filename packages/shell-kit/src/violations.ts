/** The part of JSON Schema (2020-12) that our own schemas use. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minLength?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: boolean | JsonSchema
  readonly propertyNames?: JsonSchema
  readonly items?: JsonSchema
}

/**
 * What is wrong with `value`, each with its place; an empty list means nothing is. Members that the schema does not
 * know are wrong where it closes them; `faults` (faults.ts) lets them pass.
 */
export function violations(schema: JsonSchema, value: unknown, at = '$'): string[] {
  const own = ownViolation(schema, value)
  if (own !== undefined) return [`${at}: ${own}`]
  if (Array.isArray(value)) return itemViolations(schema, value, at)
  if (typeof value === 'object' && value !== null) return memberViolations(schema, value, at)
  return []
}

function ownViolation(schema: JsonSchema, value: unknown): string | undefined {
  const types = schema.type === undefined ? [] : [schema.type].flat()
  if (types.length > 0 && !types.includes(typeOf(value)))
    return `must be ${types.join(' or ')}, is ${typeOf(value)}`
  if ('const' in schema && value !== schema.const) return `must be ${String(schema.const)}`
  if (schema.enum && !schema.enum.includes(value)) return `must be one of ${schema.enum.join(', ')}`
  if (typeof value !== 'string') return undefined
  if (value.length < (schema.minLength ?? 0)) return 'is empty'
  return schema.pattern === undefined || new RegExp(schema.pattern).test(value)
    ? undefined
    : 'has the wrong form'
}

function itemViolations({ items }: JsonSchema, value: readonly unknown[], at: string): string[] {
  return items ? value.flatMap((item, index) => violations(items, item, `${at}[${index}]`)) : []
}

function memberViolations(schema: JsonSchema, value: object, at: string): string[] {
  const missing = (schema.required ?? []).filter(key => !Object.hasOwn(value, key))
  const members = Object.entries(value).flatMap(([key, member]) => [
    ...(schema.propertyNames ? violations(schema.propertyNames, key, `${at} key "${key}"`) : []),
    ...memberViolation(schema, key, member, `${at}.${key}`),
  ])
  return [...missing.map(key => `${at}: lacks "${key}"`), ...members]
}

function memberViolation(schema: JsonSchema, key: string, member: unknown, at: string): string[] {
  const rule = schema.properties?.[key] ?? schema.additionalProperties ?? true
  if (rule === true) return []
  return rule === false ? [`${at}: is not known`] : violations(rule, member, at)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
