import { finding, type Finding } from '../finding.ts'
import { misfits } from './fits.ts'
import { operationsOf, type OpenApiDocument, type Operation } from './openApi.ts'
import type { Pair } from './pair.ts'

export interface ApiDocuments {
  /** What the server offers. */
  readonly offered: OpenApiDocument
  /** What the candidate's modules were built for; without it only names are compared. */
  readonly builtFor?: OpenApiDocument
}

/** An operation that is missing, or the reasons why it does not fit. */
interface Fault {
  readonly operation: string
  readonly reasons?: string
}

/** Operations that the candidate's modules use, and that the server does not offer or offers in another shape. */
export function checkApi({ candidate }: Pair, { offered, builtFor }: ApiDocuments): Finding[] {
  const there = operationsOf(offered)
  const known = builtFor && operationsOf(builtFor)
  return candidate.release.modules.flatMap(({ manifest: { id: module, api } }) => {
    const faults = api.operations.flatMap((operation): Fault[] => {
      const has = there.get(operation)
      if (!has) return [{ operation }]
      const wanted = known?.get(operation)
      if (!wanted || !builtFor) return []
      const reasons = differences({ ...wanted, document: builtFor }, { ...has, document: offered })
      return reasons.length === 0 ? [] : [{ operation, reasons: reasons.join('; ') }]
    })
    // What changed in one shape is told once, however many operations use it.
    return [...Map.groupBy(faults, ({ reasons }) => reasons)].map(([reasons, same]) => {
      const subject = { module, operation: same.map(({ operation }) => operation).join(', ') }
      return reasons === undefined ? finding('SK-16', subject) : finding('SK-17', { ...subject, reasons })
    })
  })
}

type Side = Operation & { readonly document: OpenApiDocument }

/** What is sent must be accepted by the server, and what comes back understood by the module. */
function differences(wanted: Side, has: Side): string[] {
  if (wanted.method !== has.method || wanted.path !== has.path)
    return [`${wanted.method} ${wanted.path} ≠ ${has.method} ${has.path}`]
  return [...parameterMisfits(wanted, has), ...requestMisfits(wanted, has), ...replyMisfits(wanted, has)]
}

function parameterMisfits(wanted: Side, has: Side): string[] {
  return has.parameters.flatMap(parameter => {
    // Parameters of the path are told by their place, and headers in any letters.
    if (parameter.in === 'path') return []
    const sent = wanted.parameters.find(
      one => one.in === parameter.in && one.name?.toLowerCase() === parameter.name?.toLowerCase(),
    )
    const name = `${parameter.in ?? ''} ${parameter.name ?? ''}`
    if (!sent) return parameter.required ? [`${name} ×`] : []
    if (parameter.required && !sent.required) return [`${name} ×`]
    if (!sent.schema || !parameter.schema) return []
    return misfits(
      { schema: sent.schema, document: wanted.document },
      { schema: parameter.schema, document: has.document },
      { refusesUnknown: true },
    ).map(reason => `${name} ${reason}`)
  })
}

function requestMisfits(wanted: Side, has: Side): string[] {
  if (!has.request) return []
  if (!wanted.request) return has.request.required ? ['request ×'] : []
  const [type, sent] = Object.entries(wanted.request.content ?? {})[0] ?? []
  if (type === undefined || !sent?.schema) return []
  const accepted = has.request.content?.[type]
  if (!accepted) return [`request: ${type} ×`]
  if (!accepted.schema) return []
  return misfits(
    { schema: sent.schema, document: wanted.document },
    { schema: accepted.schema, document: has.document },
    { refusesUnknown: true },
  ).map(reason => `request ${reason}`)
}

function replyMisfits(wanted: Side, has: Side): string[] {
  const [expected, given] = [jsonOf(wanted), jsonOf(has)]
  if (!expected) return []
  if (!given) return ['reply ×']
  return misfits(
    { schema: given, document: has.document },
    { schema: expected, document: wanted.document },
    { refusesUnknown: false },
  ).map(reason => `reply ${reason}`)
}

function jsonOf({ replies }: Operation) {
  return replies.map(content => content['application/json']?.schema).find(schema => schema !== undefined)
}
