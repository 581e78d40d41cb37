import { AGGREGATE_ROLES, chinaDay, type OrgKind, type Role } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Db } from './schema.ts'

/** A role that is held today, and where. */
export interface Assignment {
  readonly role: Role
  readonly orgId: string
  readonly orgPath: string
  readonly orgKind: OrgKind
  readonly orgName: string
  /** The school of a school or class; null above. */
  readonly schoolId: string | null
  /** Name of the head who let this person confirm in their stead; it gives `DELEGATED_PERMISSIONS` only. */
  readonly onBehalfOf?: string
}

/** Who acts, with the rights of this very moment. Read from the database for each request (trust rule 4). */
export interface Principal {
  readonly accountId: string
  readonly subject: string
  readonly name: string
  /** The student that a student's or guardian's account belongs to. */
  readonly studentId: string | null
  readonly assignments: readonly Assignment[]
  /** Paths below which personal records can be reached at all; empty for administrators of a region (PS-01). */
  readonly caseScope: readonly string[]
  /** Paths below which figures can be reached. */
  readonly countScope: readonly string[]
}

export type PrincipalRefusal = 'unknownAccount' | 'accountDisabled' | 'noRoleToday'
export type PrincipalLookup =
  | { readonly principal: Principal; readonly refusal?: never }
  | { readonly principal: null; readonly refusal: PrincipalRefusal }

interface PrincipalRow {
  account_id: string
  name: string
  status: 'active' | 'disabled'
  student_id: string | null
  role: Role | null
  org_id: string
  org_path: string
  org_kind: OrgKind
  org_name: string
  school_id: string | null
  on_behalf_of: string | null
}

/** The account named by the token's `sub`, with the roles that it holds on the Chinese calendar day of `now`. */
export async function loadPrincipal(db: Db, subject: string, now: Date): Promise<PrincipalLookup> {
  const { rows } = await sql<PrincipalRow>`
    select account_id, name, status, student_id, role, org_id, org_path, org_kind, org_name, school_id,
      on_behalf_of
    from app.load_principal(${subject}, ${chinaDay(now)}::date)`.execute(db)
  const [account] = rows
  if (account === undefined) return refused('unknownAccount')
  if (account.status !== 'active') return refused('accountDisabled')
  const assignments = rows.flatMap(assignmentOf)
  if (assignments.length === 0) return refused('noRoleToday')
  const { account_id: accountId, name, student_id } = account
  const studentId = assignments.some(isFamily) ? student_id : null
  return { principal: { accountId, subject, name, studentId, assignments, ...scopesOf(assignments) } }
}

function refused(refusal: PrincipalRefusal): PrincipalLookup {
  return { principal: null, refusal }
}

function assignmentOf(row: PrincipalRow): Assignment[] {
  if (row.role === null) return []
  const { role, org_id, org_path, org_kind, org_name, school_id, on_behalf_of } = row
  const place = {
    orgId: org_id,
    orgPath: org_path,
    orgKind: org_kind,
    orgName: org_name,
    schoolId: school_id,
  }
  return [{ role, ...place, ...(on_behalf_of !== null && { onBehalfOf: on_behalf_of }) }]
}

/**
 * What the rows of the database open up to somebody with these roles, whatever the code asks for:
 * - cases at the place of each role but those of regional administrators;
 * - figures at the school (staff of a school or class), or at the place itself (regions, auditors).
 */
export function scopesOf(assignments: readonly Assignment[]): Pick<Principal, 'caseScope' | 'countScope'> {
  const cases = assignments.filter(({ role }) => !isAggregate(role))
  const figures = assignments.filter(assignment => !isFamily(assignment))
  return {
    caseScope: distinct(cases.map(({ orgPath }) => orgPath)),
    countScope: distinct(figures.map(figuresPath)),
  }
}

function figuresPath({ orgKind, orgPath }: Assignment): string {
  return orgKind === 'class' ? orgPath.slice(0, orgPath.lastIndexOf('.')) : orgPath
}

function isAggregate(role: Role): boolean {
  return AGGREGATE_ROLES.some(aggregate => aggregate === role)
}

/** Held by a family, not by staff. */
export function isFamily({ role }: Assignment): boolean {
  return role === 'student' || role === 'guardian'
}

function distinct(paths: readonly string[]): string[] {
  return [...new Set(paths)]
}
