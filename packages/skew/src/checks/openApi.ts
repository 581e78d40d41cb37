/** The part of a schema that is compared. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>

export interface Parameter {
  readonly $ref?: string
  readonly name?: string
  readonly in?: string
  readonly required?: boolean
  readonly schema?: Schema
}

interface Body {
  readonly $ref?: string
  readonly required?: boolean
  readonly content?: Content
}

interface SpecifiedOperation {
  readonly operationId?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Body
  readonly responses?: Readonly<Record<string, Body>>
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** An operation with where it lies and all references to parameters and bodies followed. */
export interface Operation {
  readonly method: string
  /** The names of its parameters do not count: `/applications/{}`. */
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly request: Body | undefined
  /** Of the successful answers. */
  readonly replies: readonly Content[]
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options']

/** `operationId` → operation. */
export function operationsOf(document: OpenApiDocument): Map<string, Operation> {
  const found = new Map<string, Operation>()
  for (const [path, item] of Object.entries(document.paths)) {
    const common = (item['parameters'] ?? []) as readonly Parameter[]
    for (const method of METHODS) {
      const operation = item[method] as SpecifiedOperation | undefined
      if (operation?.operationId === undefined) continue
      found.set(operation.operationId, {
        method,
        path: path.replace(/\{\w+\}/g, '{}'),
        parameters: [...common, ...(operation.parameters ?? [])].map(one => followed(document, one)),
        request: operation.requestBody && followed(document, operation.requestBody),
        replies: Object.entries(operation.responses ?? {}).flatMap(([status, reply]) =>
          status.startsWith('2') ? [followed(document, reply).content ?? {}] : [],
        ),
      })
    }
  }
  return found
}

/** What `$ref` points at within the document, however often it points on. */
export function followed<T extends { readonly $ref?: string }>(document: OpenApiDocument, value: T): T {
  let found = value
  for (let steps = 0; found.$ref !== undefined && steps < 20; steps += 1) {
    const [, , kind = '', name = ''] = found.$ref.split('/')
    found = (document.components?.[kind]?.[name] ?? {}) as T
  }
  return found
}
