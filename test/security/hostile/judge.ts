import { ProblemBody, statusOf, type EndpointSpec, type ProblemCode } from '@sunshine-aid/api-contract'

/** What came back. */
export interface Answered {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** Traces of what is inside: stacks, file names, SQL, tables, error classes. */
const INSIDE =
  /\.ts:\d|node_modules|\n\s+at |\/packages\/|\bSELECT\b.*\bFROM\b|\bselect "|syntax error|relation "|violates|\bpg_|ECONN|TypeError|RangeError|SyntaxError|ZodError/

/** What is wrong with an answer, whatever was sent: an empty list for a good one. */
export function faultsOf({ statusCode, headers, body }: Answered, declared: ReadonlySet<string>): string[] {
  if (statusCode < 300) return []
  const faults: string[] = []
  if (statusCode >= 500) faults.push(`answered ${statusCode}`)
  if (!String(headers['content-type']).startsWith('application/problem+json'))
    faults.push(`${statusCode} without problem+json`)
  if (INSIDE.test(body)) faults.push('shows what is inside')
  return [...faults, ...bodyFaults(statusCode, body, declared)]
}

function bodyFaults(status: number, text: string, declared: ReadonlySet<string>): string[] {
  const result = ProblemBody.safeParse(jsonOf(text))
  if (!result.success) return [`${status} whose body is no problem`]
  const { code } = result.data
  const faults: string[] = []
  if (statusOf(code) !== status || result.data.status !== status) faults.push(`${code} with status ${status}`)
  if (!declared.has(code)) faults.push(`${code}, which the endpoint does not declare`)
  return faults
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
interface Operation {
  readonly operationId: string
  readonly responses: Readonly<Record<string, ResponseOrRef>>
}
interface ResponseOrRef {
  readonly $ref?: string
  readonly content?: Readonly<
    Record<string, { readonly schema?: { readonly allOf?: readonly CodeSchema[] } }>
  >
}
interface CodeSchema {
  readonly properties?: { readonly code?: { readonly enum?: readonly ProblemCode[] } }
}

/** The codes that the served OpenAPI document promises for each operation. */
export function declaredCodes(document: string): ReadonlyMap<string, ReadonlySet<string>> {
  const { paths } = JSON.parse(document) as Document
  const operations = Object.values(paths).flatMap(path => Object.values(path))
  return new Map(
    operations
      .filter(({ operationId }) => operationId)
      .map(({ operationId, responses }) => [operationId, new Set(Object.values(responses).flatMap(codesOf))]),
  )
}

function codesOf({ $ref, content }: ResponseOrRef): string[] {
  if ($ref !== undefined) return [$ref.slice($ref.lastIndexOf('/') + 1)]
  const schemas = content?.['application/problem+json']?.schema?.allOf ?? []
  return schemas.flatMap(({ properties }) => [...(properties?.code?.enum ?? [])])
}

/** Not of one operation: the address is that of no operation, or of another method. */
export function anywhere(codes: ReadonlySet<string> | undefined, { id }: EndpointSpec): ReadonlySet<string> {
  if (!codes) throw new Error(`${id} is not in the served document`)
  return new Set([...codes, 'not_found', 'method_not_allowed'])
}
