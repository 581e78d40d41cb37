import { endpoints } from '@sunshine-aid/api-contract'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { readMatrix, type Line } from './expectations.ts'
import { inWords, linesOf, runMatrix } from './matrix.ts'
import { reachEverything, stand, type ReachModule } from './reachSwitch.ts'
import { setRowSecurity } from './rowSecurity.ts'
import type { PrincipalName } from './world/people.ts'
import { openWorld, type World } from './world/world.ts'

// Hundreds of requests a test, on a machine that may be busy with other things.
vi.setConfig({ testTimeout: 120_000 })

// Promise G2: the code's reach and the database's row-level security keep strangers out each on its own, and this
// test would notice if neither did.

vi.mock('@sunshine-aid/api-server/src/access/reach.ts', async original => {
  const { switched } = await import('./reachSwitch.ts')
  return switched(await original<ReachModule>())
})

/** An import is bound to its account by the query itself; `reach.ts` has no part in it. */
const lines = readMatrix().filter(
  ({ endpoint }) => endpoints.find(({ id }) => id === endpoint)?.tag !== 'imports',
)
const strangers = linesOf(lines, ['otherSchool', 'otherCity'])
const mustNotSee = ({ expected }: Line, principal: PrincipalName) =>
  ['404', 'absent'].includes(expected[principal])

/**
 * Figures that are answered at the reader's very own place, so that two tables never overlap. The rows are open to the
 * region all the same: there is no child behind them, and what is small is suppressed.
 */
const FIGURES = ['getElapsed', 'getStuckCounts', 'getSweepBalance']
const REGIONS: readonly PrincipalName[] = ['countyAdmin', 'cityAdmin', 'provinceAdmin', 'auditor']
const isHiddenByRows = (line: Line, principal: PrincipalName) =>
  mustNotSee(line, principal) && !(FIGURES.includes(line.endpoint) && REGIONS.includes(principal))

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterEach(async () => {
  stand.in = undefined
  await setRowSecurity(world, true)
})
afterAll(() => world.close())

describe('with the code’s reach replaced by "true"', () => {
  it('row-level security alone keeps every record of other schools and cities hidden', async () => {
    stand.in = reachEverything(world.tree)
    const leaks = await runMatrix(world, strangers, { only: isHiddenByRows })
    expect(leaks.filter(({ empty }) => !empty).map(inWords)).toEqual([])
  })

  /** What belongs to a school and tells of no child: rows keep it to the school, the code says to whom there. */
  const OF_THE_SCHOOL = ['listMentors', 'listDelegations', 'acceptDelegation', 'endDelegation']

  it('it also keeps families to their own child and class teachers to their class', async () => {
    stand.in = reachEverything(world.tree)
    const besides = linesOf(lines, ['sameSchool']).filter(({ endpoint }) => !OF_THE_SCHOOL.includes(endpoint))
    const bound: readonly PrincipalName[] = ['student', 'guardian', 'classTeacher']
    const leaks = await runMatrix(world, besides, {
      only: (line, principal) => bound.includes(principal) && mustNotSee(line, principal),
    })
    expect(leaks.map(inWords)).toEqual([])
  })

  it.each([
    ['application', 'getApplication'],
    ['student', 'getStudent'],
    ['home_visit', 'listVisits'],
  ])('a policy of %s that lets everything through is noticed by %s', async (table, endpoint) => {
    stand.in = reachEverything(world.tree)
    const { ownerDb } = world.api
    // A visit is found through its student, an application is shown with its own.
    const opened = [...new Set(['student', 'org', 'account', table])]
    for (const name of opened)
      await sql`create policy hole on ${sql.table(name)} for select using (true)`.execute(ownerDb)
    const leaks = await runMatrix(
      world,
      strangers.filter(line => line.endpoint === endpoint),
      { only: mustNotSee, firstOnly: true },
    )
    for (const name of opened) await sql`drop policy hole on ${sql.table(name)}`.execute(ownerDb)
    expect(leaks).not.toEqual([])
  })
})

describe('with row-level security switched off', () => {
  it('the code alone answers every cell of the table as it should', async () => {
    await setRowSecurity(world, false)
    const wrong = await runMatrix(world, lines, { only: mustNotSee })
    expect(wrong.map(inWords)).toEqual([])
  })
})

it('with both switched off the table shows leaks at other schools and in other cities', async () => {
  stand.in = reachEverything(world.tree)
  await setRowSecurity(world, false)
  const some = ['getStudent', 'listStudents', 'getApplication', 'listVisits', 'listStaff', 'getCoverage']
  const leaks = await runMatrix(
    world,
    strangers.filter(({ endpoint }) => some.includes(endpoint)),
    { only: mustNotSee },
  )
  const seen = new Set(
    leaks.filter(({ empty }) => !empty).map(({ endpoint, scope }) => `${endpoint} ${scope}`),
  )
  expect([...seen].sort()).toEqual(some.flatMap(id => [`${id} otherCity`, `${id} otherSchool`]).sort())
})
