import { endpoints, type EndpointSpec } from '@sunshine-aid/api-contract'
import type { TestReply } from '@sunshine-aid/api-server/testing'
import type { Expectation, Line } from './expectations.ts'
import { SAMPLES, standOf } from './samples.ts'
import type { Question, Sample } from './samples/question.ts'
import { PRINCIPALS, type PrincipalName } from './world/people.ts'
import type { Scope } from './world/places.ts'
import type { Stand } from './world/requests.ts'
import type { World } from './world/world.ts'

/** A cell in which the API does something else than the reviewed table says. */
export interface WrongCell {
  readonly endpoint: string
  readonly scope: Line['scope']
  readonly principal: PrincipalName
  readonly expected: Expectation
  /** As the table would say it, else the status and code that came. */
  readonly observed: string
  /** An answered list that shows nothing at all: no 404, yet not a row of anybody. */
  readonly empty: boolean
}

export interface RunOptions {
  /** Cells that are asked; all unless given. */
  readonly only?: (line: Line, principal: PrincipalName) => boolean
  /** Where the requests stand; else each endpoint's own. */
  readonly stand?: Stand
  /** Stop at the first wrong cell. */
  readonly firstOnly?: boolean
}

export function endpointOf(id: string): EndpointSpec {
  const found = endpoints.find(endpoint => endpoint.id === id)
  if (!found) throw new Error(`${id} is not in the contract`)
  return found
}

export function sampleOf(id: string): Sample {
  const sample = SAMPLES[id]
  if (!sample) throw new Error(`${id} has no sample request: add one to samples/`)
  return sample
}

/** Asks the API every cell of `lines`, each with a valid request about the record of its scope. */
export async function runMatrix(
  world: World,
  lines: readonly Line[],
  { only = () => true, stand, firstOnly = false }: RunOptions = {},
): Promise<WrongCell[]> {
  const wrong: WrongCell[] = []
  for (const line of lines) {
    const asked = PRINCIPALS.filter(principal => only(line, principal))
    if (asked.length === 0) continue
    const cells = await askLine(world, line, asked, stand ?? standOf(sampleOf(line.endpoint)))
    wrong.push(...cells.filter(({ observed, expected }) => observed !== expected))
    if (firstOnly && wrong.length > 0) break
  }
  return wrong
}

/** A write that may go through meets the record as it should be, one after the other; the rest changes nothing. */
async function askLine(
  world: World,
  line: Line,
  asked: readonly PrincipalName[],
  stand: Stand,
): Promise<WrongCell[]> {
  const changes = (principal: PrincipalName) =>
    endpointOf(line.endpoint).method !== 'GET' && line.expected[principal] === 'may'
  const cells: WrongCell[] = []
  for (const principal of asked.filter(changes)) {
    await world.arrange(stand)
    cells.push(await askCell(world, line, principal))
  }
  const rest = asked.filter(principal => !changes(principal))
  if (rest.length > 0) await world.arrange(stand)
  return [...cells, ...(await Promise.all(rest.map(principal => askCell(world, line, principal))))]
}

async function askCell(
  world: World,
  { endpoint, scope, expected }: Line,
  principal: PrincipalName,
): Promise<WrongCell> {
  const spec = endpointOf(endpoint)
  const sample = sampleOf(endpoint)
  const question = { world, principal, scope: scope === '-' ? 'mine' : scope } as const
  const subject = principal === 'anonymous' ? null : principal
  const reply = await world.api.call(subject, spec, sample.input(question))
  const cell = { endpoint, scope, principal, expected: expected[principal] }
  const items = itemsOf(reply)
  const asList = ['listed', 'absent'].includes(expected[principal])
  const observed = asList && items ? membership(items, sample, question) : observe(spec, reply)
  return { ...cell, observed, empty: items?.length === 0 }
}

type Items = readonly Readonly<Record<string, unknown>>[]

function itemsOf({ status, body }: TestReply): Items | undefined {
  return status === 200 ? (body as { items?: Items } | undefined)?.items : undefined
}

function membership(items: Items, { listed }: Sample, question: Question): 'listed' | 'absent' {
  if (!listed) throw new Error('the sample does not say which id the list should show')
  return items.some(item => item[listed.key] === listed.id(question)) ? 'listed' : 'absent'
}

/** Refusals that say nothing about rights, but that the sample request is no longer valid. */
const UNREACHED = [400, 406, 413, 415, 422, 428, 429]

/** The table's word for an answer. A write has reached its rule when the rule itself refuses (409, 412). */
function observe({ method }: EndpointSpec, { status, problem }: TestReply): string {
  if (status < 300) return 'may'
  if ([401, 403, 404].includes(status)) return String(status)
  const reached = method !== 'GET' && status < 500 && !UNREACHED.includes(status)
  return reached ? 'may' : `${status} ${problem.code}`
}

export function inWords({ principal, endpoint, scope, expected, observed }: WrongCell): string {
  return `${principal} × ${endpoint} ${scope}: expected ${expected}, was ${observed}`
}

/** Lines about the places of `scopes`. */
export function linesOf(lines: readonly Line[], scopes: readonly (Scope | '-')[]): Line[] {
  return lines.filter(({ scope }) => scopes.includes(scope))
}
