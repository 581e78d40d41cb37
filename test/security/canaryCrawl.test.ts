import { endpoints, type EndpointSpec } from '@sunshine-aid/api-contract'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { FIELDS, plantCanaries, TOKEN_BEGINS, type Canary, type Field } from './canary/plant.ts'
import { sampleOf } from './matrix.ts'
import { PRINCIPALS, type PrincipalName } from './world/people.ts'
import { SCOPES, type Scope } from './world/places.ts'
import { openWorld, type World } from './world/world.ts'

// Promise G3: fields, not only records. Each protected field of each child holds a text that stands nowhere else;
// everybody asks everything that can be read, searched or saved as a file, about every place, and what comes back is
// searched for these texts. The table below was written from F2 and not from the code. What lists focus students to
// somebody without access to their files (D4) would show here as a name.

// Hundreds of requests a test, on a machine that may be busy with other things.
vi.setConfig({ testTimeout: 240_000 })

const CASE_FILE = ['name', 'facts', 'diagnosis'] as const satisfies Field[]
const SCHOOL = [...CASE_FILE, 'guardianName', 'visit'] as const satisfies Field[]
type Sight = Partial<Record<Scope, readonly Field[]>>

/** Who may come to see what, by any way at all. ID numbers, addresses and phones come back whole to nobody. */
const MAY_SEE: Readonly<Record<PrincipalName, Sight>> = {
  // A family follows its request and reads the visits that were paid to it; the child's name it knows.
  student: { mine: ['visit'] },
  guardian: { mine: ['visit'] },
  classTeacher: { mine: SCHOOL },
  aidOfficer: { mine: [...SCHOOL, 'aidProject'], sameSchool: [...SCHOOL, 'aidProject'] },
  schoolHead: { mine: [...SCHOOL, 'aidProject'], sameSchool: [...SCHOOL, 'aidProject'] },
  panelMember: { mine: CASE_FILE },
  mentor: { mine: SCHOOL },
  psychTeacher: { mine: SCHOOL, sameSchool: SCHOOL },
  // Figures, never names (PS-01).
  countyAdmin: {},
  cityAdmin: {},
  provinceAdmin: {},
  // The sample of the county, which leaves `sameSchool` out.
  auditor: { mine: [...CASE_FILE, 'visit'], otherSchool: [...CASE_FILE, 'visit'] },
  anonymous: {},
  noRole: {},
  disabled: {},
}

const READS = endpoints.filter(({ method, access }) => method === 'GET' || access.audit === 'list')

let world: World
let canaries: readonly Canary[]
beforeAll(async () => {
  world = await openWorld()
  canaries = await plantCanaries(world)
})
afterAll(() => world.close())

/** Everything that `principal` is sent when they ask every readable thing about every place. */
async function crawl(principal: PrincipalName): Promise<string> {
  const answers: string[] = []
  for (const endpoint of READS)
    for (const scope of SCOPES) answers.push(await ask(principal, endpoint, scope))
  return answers.join('\n')
}

async function ask(principal: PrincipalName, endpoint: EndpointSpec, scope: Scope): Promise<string> {
  const subject = principal === 'anonymous' ? null : principal
  const input = sampleOf(endpoint.id).input({ world, principal, scope })
  const search = endpoint.method === 'POST' && { body: { name: TOKEN_BEGINS } }
  const { bytes, headers } = await world.api.call(subject, endpoint, { ...input, ...search })
  return `${JSON.stringify(headers)}\n${textOf(bytes)}`
}

/** Workbooks are looked into. */
function textOf(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString()
  return Object.values(unzipSync(new Uint8Array(bytes)))
    .map(part => strFromU8(part))
    .join('\n')
}

function seenIn(answers: string): Sight {
  const seen: Partial<Record<Scope, Field[]>> = {}
  for (const { field, scope, token } of canaries)
    if (answers.includes(token)) seen[scope] = [...(seen[scope] ?? []), field]
  return seen
}

const inOrder = (sight: Sight) =>
  Object.fromEntries(
    SCOPES.filter(scope => sight[scope]).map(scope => [
      scope,
      FIELDS.filter(field => sight[scope]?.includes(field)),
    ]),
  )

describe('of the protected fields of every child', () => {
  it.each(PRINCIPALS)('%s comes to see exactly what the reviewed table says', async principal => {
    expect(inOrder(seenIn(await crawl(principal)))).toEqual(inOrder(MAY_SEE[principal]))
  })

  it('the crawl finds one that stands where it does not belong', async () => {
    const stray = canaries.find(({ field, scope }) => field === 'idNumber' && scope === 'otherCity')!
    const { id } = world.tree.c1k1
    const rename = (name: string) =>
      world.asOwner(trx => trx.updateTable('org').set({ name }).where('id', '=', id).execute())
    await rename(`${stray.token}区`)
    expect(seenIn(await crawl('countyAdmin'))).toEqual({ otherCity: ['idNumber'] })
    await rename('某区')
  })
})
