import { endpoints } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readMatrix, type Line } from './expectations.ts'
import { inWords, linesOf, runMatrix } from './matrix.ts'
import { SAMPLES } from './samples.ts'
import type { PrincipalName } from './world/people.ts'
import type { Stand } from './world/requests.ts'
import { openWorld, type World } from './world/world.ts'

// Hundreds of requests a test, on a machine that may be busy with other things.
vi.setConfig({ testTimeout: 120_000 })

// Promise G1: every principal × every endpoint × every place does what the reviewed table says, on the real API
// with the real row-level security. The table was written from F2 and not from the code.

const lines = readMatrix()
const ids = endpoints.map(({ id }) => id)
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('the reviewed table', () => {
  it('has a line for every endpoint of the contract, and none for anything else', () => {
    expect([...new Set(lines.map(({ endpoint }) => endpoint))].sort()).toEqual([...ids].sort())
  })

  it('names no endpoint and place twice', () => {
    const keys = lines.map(({ endpoint, scope }) => `${endpoint} ${scope}`)
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
  })

  it('asks about other schools and other cities wherever a record is named', () => {
    const unasked = endpoints
      .filter(({ path, params }) => params !== undefined && path.includes(':'))
      .filter(({ id }) =>
        ['mine', 'otherSchool', 'otherCity'].some(
          place => !lines.some(({ endpoint, scope }) => endpoint === id && scope === place),
        ),
      )
    expect(unasked.map(({ id }) => id)).toEqual([])
  })

  it('has a sample request for each endpoint', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual([...ids].sort())
  })
})

describe('every principal at every place is answered as the table says by', () => {
  it.each(ids)('%s', async id => {
    const wrong = await runMatrix(
      world,
      lines.filter(({ endpoint }) => endpoint === id),
    )
    expect(wrong.map(inWords)).toEqual([])
  })
})

describe('whatever state the request is in, the same people read it', () => {
  const reads = [
    'listApplications',
    'getApplication',
    'followApplication',
    'getStudent',
    'listVisits',
    'getArchive',
  ]
  const near = linesOf(lines, ['mine', 'sameSchool']).filter(({ endpoint }) => reads.includes(endpoint))

  it.each<Stand>([{ status: 'draft' }, { status: 'withdrawn' }, { status: 'underReview', panel: 'open' }])(
    '$status',
    async stand => {
      // Without a panel there is no seat on one.
      const only = (_: Line, principal: PrincipalName) =>
        principal !== 'panelMember' || stand.panel !== undefined
      const wrong = await runMatrix(world, near, { stand, only })
      expect(wrong.map(inWords)).toEqual([])
    },
  )
})
