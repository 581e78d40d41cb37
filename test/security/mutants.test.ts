import { endpoints } from '@sunshine-aid/api-contract'
import { PERMISSIONS, type Permission, type Reach, type Role } from '@sunshine-aid/domain'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { readMatrix } from './expectations.ts'
import { inWords, runMatrix, type WrongCell } from './matrix.ts'
import { MUTANTS, reachWith } from './mutants.ts'
import { stand, type ReachModule } from './reachSwitch.ts'
import { setRowSecurity } from './rowSecurity.ts'
import { openWorld, type World } from './world/world.ts'

// Hundreds of requests a test, on a machine that may be busy with other things.
vi.setConfig({ testTimeout: 120_000 })

// Promise G2, the other half: a fault in the code's reach or in the permission data turns the matrix red. Row-level
// security is off here; it would hide many of them.

vi.mock('@sunshine-aid/api-server/src/access/reach.ts', async original => {
  const { switched } = await import('./reachSwitch.ts')
  return switched(await original<ReachModule>())
})

const lines = readMatrix()
let world: World
beforeAll(async () => {
  world = await openWorld()
  await setRowSecurity(world, false)
})
afterEach(() => {
  stand.in = undefined
})
afterAll(() => world.close())

/** The first wrong cells of these endpoints. */
const askAbout = (ids: readonly string[]): Promise<WrongCell[]> =>
  runMatrix(
    world,
    lines.filter(({ endpoint }) => ids.includes(endpoint)),
    { firstOnly: true },
  )

it('without a fault nothing is wrong', async () => {
  const wrong = await askAbout(['getStudent', 'listApplications', 'getPanel', 'listVisits'])
  expect(wrong.map(inWords)).toEqual([])
})

describe('the matrix notices that', () => {
  it.each(MUTANTS.map(mutant => [mutant.fault, mutant] as const))('%s', async (_, mutant) => {
    stand.in = reachWith(mutant)
    expect(await askAbout(mutant.seenBy)).not.toEqual([])
  })
})

describe('the matrix notices when', () => {
  it.each<[Permission, Role, Reach | undefined]>([
    ['application.read', 'countyAdmin', 'place'],
    ['application.determine', 'aidOfficer', 'place'],
    ['panel.vote', 'schoolHead', 'place'],
    ['student.read', 'mentor', 'place'],
    ['student.read', 'classTeacher', undefined],
    ['gap.read', 'psychTeacher', 'place'],
    ['mentor.roster', 'mentor', 'place'],
    ['visit.read', 'auditor', 'place'],
    ['student.import', 'schoolHead', 'place'],
    ['accessLog.read', 'mentor', 'assigned'],
  ])('%s is given to %s with the reach %s', async (permission, role, reach) => {
    const row: Partial<Record<Role, Reach | undefined>> = PERMISSIONS[permission]
    const before = row[role]
    try {
      row[role] = reach
      const ids = endpoints.filter(({ access }) => access.permission === permission).map(({ id }) => id)
      expect(await askAbout(ids)).not.toEqual([])
    } finally {
      if (before === undefined) Reflect.deleteProperty(row, role)
      else row[role] = before
    }
  })
})
