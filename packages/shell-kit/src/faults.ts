import { violations, type JsonSchema } from './violations.ts'

/** As `violations`, but members that the schema does not know are no fault: a later writer may have added them. */
export function faults(schema: JsonSchema, value: unknown): string[] {
  return violations(open(schema), value)
}

/** The schema without its closed ends. */
function open({ additionalProperties, properties, items, ...rest }: JsonSchema): JsonSchema {
  return {
    ...rest,
    ...(typeof additionalProperties === 'object' && { additionalProperties: open(additionalProperties) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, member]) => [key, open(member)])),
    }),
    ...(items && { items: open(items) }),
  }
}
