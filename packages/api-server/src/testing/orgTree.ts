import { randomUUID } from 'node:crypto'
import type { OrgKind, Role } from '@sunshine-aid/domain'
import type { Db } from '../database/schema.ts'

export interface TestOrg {
  readonly id: string
  readonly path: string
  readonly kind: OrgKind
}

/**
 * One province with two cities; the first city has two counties, the first county two schools, each school two
 * classes. Named by where they stand: `c1` is the first city, `c1k1s2a1` the first class of its second school.
 */
const PLACES = [
  'p',
  ...['c1', 'c2', 'c1k1', 'c1k2', 'c2k1'],
  ...['c1k1s1', 'c1k1s2', 'c1k2s1', 'c2k1s1'],
  ...['c1k1s1a1', 'c1k1s1a2', 'c1k1s2a1', 'c1k2s1a1', 'c2k1s1a1'],
] as const
export type Place = (typeof PLACES)[number]
export type OrgTree = Readonly<Record<Place, TestOrg>>

const KINDS: readonly OrgKind[] = ['province', 'city', 'county', 'school', 'class']

/** Plants the tree; needs the owner. */
export async function plantOrgTree(owner: Db): Promise<OrgTree> {
  const tree = new Map<string, TestOrg>()
  for (const place of PLACES) {
    const parent = place === 'p' ? undefined : tree.get(place.slice(0, -2) || 'p')
    const kind = KINDS[place === 'p' ? 0 : place.length / 2] ?? 'class'
    const path = parent ? `${parent.path}.${place}` : 'p'
    const { id } = await owner
      .insertInto('org')
      .values({
        kind,
        parent_id: parent?.id ?? null,
        path,
        name: place,
        division_code: '320000',
        stage: kind === 'school' ? 'primary' : null,
        area: null,
        policy_profile: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    tree.set(place, { id, path, kind })
  }
  return Object.fromEntries(tree) as OrgTree
}

export interface TestRole {
  readonly role: Role
  readonly at: TestOrg
  /** Days, both included. */
  readonly from?: string
  readonly until?: string
}

/** An account with these roles; needs the owner. Returns its id; its subject is `subject`. */
export async function addAccount(
  owner: Db,
  subject: string,
  roles: readonly TestRole[],
  studentId: string | null = null,
): Promise<string> {
  const { id } = await owner
    .insertInto('account')
    .values({ subject, name: subject, student_id: studentId })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const { role, at, from = '2020-01-01', until = '2099-12-31' } of roles) {
    await owner
      .insertInto('role_assignment')
      .values({
        account_id: id,
        role,
        org_id: at.id,
        valid_from: from,
        valid_until: until,
        granted_by: randomUUID(),
        approved_by: randomUUID(),
      })
      .execute()
  }
  return id
}
