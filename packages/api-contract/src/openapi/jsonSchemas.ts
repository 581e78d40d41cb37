import { z } from '@sunshine-aid/domain'

/** JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** Turns schemas into JSON Schema; a schema that has a name becomes a component and is referred to. */
export interface JsonSchemas {
  /**
   * `input` is what a client sends, `output` what it gets.
   * @throws {Error} when one name would mean two things, depending on the direction.
   */
  of(schema: z.ZodType, direction: 'input' | 'output'): JsonSchema
  /** The components that were referred to so far, by name. */
  components(): Record<string, JsonSchema>
}

/** `named` is a module's exports: `export const Application = record(…)` becomes the component `Application`. */
export function jsonSchemas(named: object): JsonSchemas {
  const metadata = new NamedSchemas(named)
  const components = new Map<string, JsonSchema>()

  function keep(name: string, schema: JsonSchema): void {
    const known = components.get(name)
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`the schema ${name} means one thing when sent and another when received`)
    components.set(name, schema)
  }

  return {
    of(schema, direction) {
      // Wrapped, so that a named schema at the top becomes a reference like any other.
      const wrapped = z.toJSONSchema(z.object({ root: schema }), { io: direction, metadata })
      for (const [name, definition] of Object.entries(wrapped.$defs ?? {}))
        keep(name, pointedAtComponents(definition))
      return pointedAtComponents(wrapped.properties?.['root'])
    },
    components: () => Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** zod's own metadata (the data classes), and the export's name as `id`. */
class NamedSchemas extends z.core.$ZodRegistry<Record<string, unknown>> {
  readonly #names: ReadonlyMap<unknown, string>

  constructor(named: object) {
    super()
    this.#names = new Map(
      Object.entries(named).flatMap(([name, value]) =>
        value instanceof z.ZodType ? [[value, name] as const] : [],
      ),
    )
  }

  override get(schema: z.core.$ZodType): Record<string, unknown> | undefined {
    const name = this.#names.get(schema)
    return { ...z.globalRegistry.get(schema), ...(name !== undefined && { id: name }) }
  }
}

const LOCAL = '#/$defs/'

function pointedAtComponents(schema: unknown): JsonSchema {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? value.replace(LOCAL, '#/components/schemas/') : value,
  )
  return JSON.parse(text) as JsonSchema
}
