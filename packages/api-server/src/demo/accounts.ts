import type { OrgKind, Role } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Db } from '../database/schema.ts'
import { DEMO_SCHOOLS } from './plan.ts'
import { AUDITOR } from './regions.ts'

/** Somebody as whom the stub portal offers to sign in. */
export interface DemoAccount {
  /** `sub` of the token: `taicang-officer-1`. */
  readonly subject: string
  readonly name: string
  readonly role: Role
  /** The school of somebody who belongs to one, else the region. */
  readonly orgName: string
  /** Where the role is held. */
  readonly orgKind: OrgKind
  /** The class, of those who belong to one. */
  readonly detail?: string
}

const SCHOOL_ACCOUNTS = [
  'teacher-1',
  'teacher-2',
  'officer-1',
  'officer-2',
  ...['panel-1', 'panel-2', 'panel-3', 'panel-4', 'panel-5'],
  'head',
  'mentor-1',
  'mentor-2',
  'psych',
  'student',
  'guardian',
] as const

/** In the order in which they are offered: school by school, then up to the province. */
const SUBJECTS: readonly string[] = [
  ...DEMO_SCHOOLS.flatMap(({ key }) => SCHOOL_ACCOUNTS.map(account => `${key}-${account}`)),
  'taicang-county-admin',
  'wuxi-city-admin',
  'province-admin',
  AUDITOR,
]

/** One account a role and place; they exist in every size of the demo province. Works as the owner. */
export async function demoAccounts(owner: Db): Promise<DemoAccount[]> {
  const { rows } = await sql<Omit<DemoAccount, 'detail'> & { detail: string | null }>`
    select account.subject, account.name, held.role, org.kind as "orgKind",
      case org.kind when 'class' then school.name else org.name end as "orgName",
      case org.kind when 'class' then org.name end as detail
    from account
    join role_assignment held on held.account_id = account.id
    join org on org.id = held.org_id
    left join org school on school.id = org.parent_id
    where account.subject = any (${SUBJECTS}::text[])
    order by array_position(${SUBJECTS}::text[], account.subject)`.execute(owner)
  return rows.map(({ detail, ...account }) => (detail === null ? account : { ...account, detail }))
}
