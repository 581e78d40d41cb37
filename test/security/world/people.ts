import { ROLES, type Role } from '@sunshine-aid/domain'
import type { Db } from '@sunshine-aid/api-server/src/database/schema.ts'
import { addAccount, type OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import { PLACE_OF, type Scope } from './places.ts'

/** Columns of the matrix: the twelve roles, nobody, an account without a role today, and a closed one. */
export const PRINCIPALS = [...ROLES, 'anonymous', 'noRole', 'disabled'] as const
export type PrincipalName = (typeof PRINCIPALS)[number]

/** Who stands behind the records that are not the role's own; not columns of the matrix. */
const OTHERS = {
  secondOfficer: ['aidOfficer', 'c1k1s1'],
  secondMentor: ['mentor', 'c1k1s1'],
  secondMember: ['panelMember', 'c1k1s1'],
  thirdMember: ['panelMember', 'c1k1s1'],
  spareMember: ['panelMember', 'c1k1s1'],
  officerBeside: ['aidOfficer', 'c1k1s2'],
  officerAway: ['aidOfficer', 'c2k1s1'],
} as const
export type Other = keyof typeof OTHERS

/** The aid officer who works at the place of each scope. */
export const OFFICER_OF: Readonly<Record<Scope, 'aidOfficer' | Other>> = {
  mine: 'aidOfficer',
  sameSchool: 'secondOfficer',
  otherSchool: 'officerBeside',
  otherCity: 'officerAway',
}

/** Account ids by subject, which is the name of the column. */
export type People = Readonly<Record<Exclude<PrincipalName, 'anonymous'> | Other, string>>

/** Adds everybody; the family's account belongs to `ownStudent`. */
export async function addPeople(owner: Db, tree: OrgTree, ownStudent: string): Promise<People> {
  const people: Record<string, string> = {}
  for (const role of ROLES) {
    const child = isFamily(role) ? ownStudent : null
    people[role] = await addAccount(owner, role, [{ role, at: tree[PLACE_OF[role]] }], child)
  }
  for (const [name, [role, place]] of Object.entries(OTHERS))
    people[name] = await addAccount(owner, name, [{ role, at: tree[place] }])
  const past = { role: 'schoolHead', at: tree.c1k1s1, until: '2026-10-11' } as const
  people.noRole = await addAccount(owner, 'noRole', [past])
  people.disabled = await addAccount(owner, 'disabled', [{ role: 'schoolHead', at: tree.c1k1s1 }])
  await owner.updateTable('account').set({ status: 'disabled' }).where('id', '=', people.disabled).execute()
  return people as People
}

function isFamily(role: Role): boolean {
  return role === 'student' || role === 'guardian'
}
