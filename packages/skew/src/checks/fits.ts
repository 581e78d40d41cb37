import { followed, type OpenApiDocument, type Schema } from './openApi.ts'

/** A schema and the document in which its references lead somewhere. */
export interface SchemaOf {
  readonly schema: Schema
  readonly document: OpenApiDocument
}

export interface FitOptions {
  /** Members that the receiver does not know are refused by it where its schema says so (`additionalProperties: false`). */
  readonly refusesUnknown: boolean
}

/**
 * Why something that is valid under `sent` may be refused under `accepted`; an empty list means it will not. Compares
 * members, types and values; lengths, patterns and formats are not looked at.
 */
export function misfits(sent: SchemaOf, accepted: SchemaOf, options: FitOptions): string[] {
  return compare(sent, accepted, { ...options, at: '', seen: new Set() })
}

interface Walk extends FitOptions {
  readonly at: string
  /** Pairs of references that are being compared: schemas may contain themselves. */
  readonly seen: ReadonlySet<string>
}

function compare(sent: SchemaOf, accepted: SchemaOf, walk: Walk): string[] {
  const pair = `${sent.schema.$ref ?? ''} ${accepted.schema.$ref ?? ''}`
  if (pair !== ' ' && walk.seen.has(pair)) return []
  const inner = pair === ' ' ? walk : { ...walk, seen: new Set([...walk.seen, pair]) }
  const [from, to] = [plain(sent), plain(accepted)]
  const sentOnes = alternatives(from.schema)
  if (sentOnes) return sentOnes.flatMap(schema => compare({ ...from, schema }, to, inner))
  const acceptedOnes = alternatives(to.schema)
  if (acceptedOnes) {
    const tries = acceptedOnes.map(schema => compare(from, { ...to, schema }, inner))
    return tries.reduce((best, one) => (one.length < best.length ? one : best))
  }
  return [...typeMisfits(from.schema, to.schema, inner.at), ...partMisfits(from, to, inner)]
}

function alternatives({ anyOf, oneOf }: Schema): readonly Schema[] | undefined {
  const found = anyOf ?? oneOf
  return found && found.length > 0 ? found : undefined
}

/** With references followed, and the parts of `allOf` put together. */
function plain({ schema, document }: SchemaOf): SchemaOf {
  const { allOf = [], ...own } = followed(document, schema)
  const parts = allOf.map(part => plain({ schema: part, document }).schema)
  return { document, schema: parts.reduce(together, own) }
}

function together(one: Schema, other: Schema): Schema {
  const properties = { ...one.properties, ...other.properties }
  const required = [...new Set([...(one.required ?? []), ...(other.required ?? [])])]
  return { ...one, ...other, properties, required }
}

function typeMisfits(sent: Schema, accepted: Schema, at: string): string[] {
  const [given, taken] = [typesOf(sent), typesOf(accepted)]
  const strange = given.filter(
    type => !taken.includes(type) && !(type === 'integer' && taken.includes('number')),
  )
  if (taken.length > 0 && strange.length > 0)
    return [`${at || '.'}: ${strange.join('|')} ≠ ${taken.join('|')}`]
  const [values, allowed] = [valuesOf(sent), valuesOf(accepted)]
  if (!allowed) return []
  if (!values) return [`${at || '.'}: ≠ ${allowed.map(String).join('|')}`]
  const unknown = values.filter(value => !allowed.includes(value))
  return unknown.length === 0 ? [] : [`${at || '.'}: ${unknown.map(String).join('|')} ?`]
}

function partMisfits(sent: SchemaOf, accepted: SchemaOf, walk: Walk): string[] {
  const [from, to] = [sent.schema, accepted.schema]
  const required = (to.required ?? [])
    .filter(name => !(from.required ?? []).includes(name))
    .map(name => `${walk.at}.${name} ×`)
  const unknown = walk.refusesUnknown && to.additionalProperties === false ? strangersTo(from, to) : []
  const members = Object.entries(from.properties ?? {}).flatMap(([name, schema]) => {
    const counterpart = to.properties?.[name]
    if (!counterpart) return []
    return compare(
      { ...sent, schema },
      { ...accepted, schema: counterpart },
      { ...walk, at: `${walk.at}.${name}` },
    )
  })
  const items =
    from.items && to.items
      ? compare(
          { ...sent, schema: from.items },
          { ...accepted, schema: to.items },
          { ...walk, at: `${walk.at}[]` },
        )
      : []
  const [values, wanted] = [from.additionalProperties, to.additionalProperties]
  const rest =
    typeof values === 'object' && typeof wanted === 'object'
      ? compare({ ...sent, schema: values }, { ...accepted, schema: wanted }, { ...walk, at: `${walk.at}.*` })
      : []
  return [...required, ...unknown.map(name => `${walk.at}.${name} ?`), ...members, ...items, ...rest]
}

function strangersTo(sent: Schema, { properties = {} }: Schema): string[] {
  return Object.keys(sent.properties ?? {}).filter(name => !(name in properties))
}

function typesOf({ type }: Schema): readonly string[] {
  return type === undefined ? [] : typeof type === 'string' ? [type] : type
}

function valuesOf(schema: Schema): readonly unknown[] | undefined {
  return 'const' in schema ? [schema.const] : schema.enum
}
