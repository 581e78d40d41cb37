import type { Permission } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { convene, journeyTo } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { loadPrincipal, type Principal } from '../database/principal.ts'
import { permissionsOn } from './permissionsOn.ts'
import { actingRole, grants, isWithin, reachableApplications, reachableStudents } from './reach.ts'

let school: School
let reviewed: string, neighbours: string
beforeAll(async () => {
  school = await openSchool()
  reviewed = (await journeyTo(school, 'underReview')).id
  await convene(school, reviewed, ['pan1', 'pan2', 'psych'])
  neighbours = await school.addStudent({ name: '邻校', place: 'c1k1s2a1' })
  await school.addStudent({ name: '另班', place: 'c1k1s1a2' })
})
afterAll(() => school.close())

async function principalOf(subject: string): Promise<Principal> {
  const { principal } = await loadPrincipal(school.db, subject, school.clock.now)
  if (!principal) throw new Error(`${subject} has no role`)
  return principal
}

// As the owner over everything: what holds here holds without row-level security (promise G2).
describe('by the condition alone, without row-level security', () => {
  it.each([
    ['teacher', 'student.read', 1],
    ['teacher2', 'student.read', 1],
    ['officer', 'student.read', 2],
    ['psych', 'student.read', 2],
    ['neighbour', 'student.read', 1],
    ['mentor', 'student.read', 0],
    ['pan1', 'student.read', 0],
    ['county', 'student.read', 0],
    ['auditor', 'student.read', 0],
  ] as const)('%s reaches by %s %i students', async (person, permission, count) => {
    const principal = await principalOf(person)
    const rows = await school.asOwner(trx =>
      trx
        .selectFrom('student')
        .select('student.id')
        .where(reachableStudents(principal, permission))
        .execute(),
    )
    expect(rows).toHaveLength(count)
    expect(rows.some(({ id }) => id === neighbours)).toBe(person === 'neighbour')
  })

  it.each([
    ['teacher', 'application.read', true],
    ['teacher2', 'application.read', false],
    ['officer', 'application.screen', true],
    ['teacher', 'application.screen', false],
    ['head', 'application.determine', true],
    ['stranger', 'application.determine', false],
    ['pan1', 'panel.vote', true],
    ['pan3', 'panel.vote', false],
    ['psych', 'panel.vote', true],
    ['county', 'application.read', false],
  ] as const)('%s has %s on the request: %s', async (person, permission, reached) => {
    const principal = await principalOf(person)
    const row = await school.asOwner(trx =>
      trx
        .selectFrom('application')
        .select('application.id')
        .where('application.id', '=', reviewed)
        .where(reachableApplications(principal, permission))
        .executeTakeFirst(),
    )
    expect(row !== undefined).toBe(reached)
    const permissions = await school.asOwner(trx => permissionsOn(trx, principal, reviewed))
    expect(permissions.has(permission)).toBe(reached)
  })

  it('a seat on a panel counts only where its holder has the role still', async () => {
    await school.asOwner(trx =>
      trx
        .updateTable('role_assignment')
        .set({ org_id: school.tree.c1k1s2.id })
        .where('account_id', '=', school.id('pan2'))
        .execute(),
    )
    const principal = await principalOf('pan2')
    const permissions = await school.asOwner(trx => permissionsOn(trx, principal, reviewed))
    expect([...permissions]).toEqual([])
  })
})

describe('the grants of somebody with several roles', () => {
  const at = (place: keyof School['tree']) => school.tree[place]
  const kept = (principal: Principal, permission: Permission) =>
    grants(principal, permission).map(({ assignment }) => assignment.role)

  it('leave out what a wider one contains', async () => {
    await school.addAccount('several', [
      { role: 'classTeacher', at: at('c1k1s1a1') },
      { role: 'psychTeacher', at: at('c1k1s1') },
      { role: 'panelMember', at: at('c1k1s1') },
      { role: 'classTeacher', at: at('c1k1s2a1') },
    ])
    const principal = await principalOf('several')
    expect(kept(principal, 'application.read')).toEqual(['psychTeacher', 'classTeacher'])
    expect(kept(principal, 'panel.vote')).toEqual(['panelMember', 'psychTeacher'])
    expect(kept(principal, 'application.screen')).toEqual([])
    expect(actingRole(principal, 'application.submit', at('c1k1s2a1').path)).toBe('classTeacher')
    expect(() => actingRole(principal, 'application.submit', at('c2k1s1a1').path)).toThrow(/outside/)
  })

  it.each([
    ['p.c1.s1', 'p.c1', true],
    ['p.c1', 'p.c1', true],
    ['p.c10', 'p.c1', false],
    ['p', 'p.c1', false],
  ])('%s lies within %s: %s', (path, place, within) => {
    expect(isWithin(path, place)).toBe(within)
  })
})
