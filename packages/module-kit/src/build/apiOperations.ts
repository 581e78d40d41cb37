import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as contract from '@sunshine-aid/api-contract'
import { importedNames } from './importedNames.ts'

const CONTRACT = '@sunshine-aid/api-contract'
const KIT = join(import.meta.dirname, '..')

/** What compiled `code` imports of the API contract. */
export function contractNames(code: string): readonly string[] {
  return importedNames(code, [CONTRACT])[CONTRACT] ?? []
}

/**
 * `operationId` of each endpoint among `names`, and of those that module-kit asks for every module, sorted.
 * Whoever imports all endpoints may ask all of them.
 */
export function operationsOf(names: Iterable<string>): string[] {
  const asked = new Set([...names, ...kitNames()])
  const known = Object.entries<unknown>(contract)
  const found = asked.has('*') || asked.has('endpoints') ? known : known.filter(([name]) => asked.has(name))
  return found.flatMap(([, value]) => (isEndpoint(value) ? [value.id] : [])).sort()
}

function isEndpoint(value: unknown): value is contract.EndpointSpec {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'id' in value
}

/** From the sources: in a build for an import map the kit is not there to look at. */
function kitNames(): string[] {
  const sources = readdirSync(KIT).filter(name => /^(?!.*\.test\.ts$).*\.ts$/.test(name))
  return sources.flatMap(
    name => importedNames(readFileSync(join(KIT, name), 'utf8'), [CONTRACT], name)[CONTRACT] ?? [],
  )
}
