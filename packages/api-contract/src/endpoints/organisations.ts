import {
  internal,
  listOf,
  nullable,
  open,
  optional,
  OrgId,
  Organisation,
  OrgTrail,
  record,
  Role,
  SchoolStage,
  text,
  VisitMode,
  z,
  AccountId,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'

export const listOrganisations = endpoint({
  method: 'GET',
  path: '/organisations/:id/children',
  id: 'listOrganisations',
  tag: 'organisations',
  summary: 'The organisations directly below one within reach: cities, counties, schools or classes',
  access: { permission: 'signedIn', audit: 'none' },
  params: record({ id: OrgId }),
  reply: record({ trail: OrgTrail, items: listOf(Organisation, 2000) }),
  problems: [],
})

/** A colleague who may be named: to a panel, as a visitor. No contact data. */
export const StaffMember = record({
  accountId: AccountId,
  name: internal(text(50)),
  roles: internal(z.array(Role).max(12)),
})
export type StaffMember = z.output<typeof StaffMember>

export const listStaff = endpoint({
  method: 'GET',
  path: '/schools/:id/staff',
  id: 'listStaff',
  tag: 'organisations',
  summary: 'The staff of a school, by name, with their roles today',
  access: { permission: 'staff.read', audit: 'none' },
  params: record({ id: OrgId }),
  query: record({ role: optional(internal(Role)) }),
  reply: record({ items: listOf(StaffMember, 500) }),
  problems: [],
})

/** The part of the policy in force that pages explain, each with the document that it comes from. */
export const PolicyView = record({
  id: open(text(40)),
  source: open(text(100)),
  panelQuorum: open(z.int().min(1)),
  visitModes: open(z.array(VisitMode).max(4)),
  visitPeriod: open(z.enum(['semester', 'academicYear'])),
  visitBeforeDetermination: open(z.boolean()),
  requiredMentors: open(z.array(z.enum(['aid', 'psych', 'academic', 'career'])).max(4)),
  stage: nullable(open(SchoolStage)),
})
export type PolicyView = z.output<typeof PolicyView>

export const getPolicy = endpoint({
  method: 'GET',
  path: '/schools/:id/policy',
  id: 'getPolicy',
  tag: 'organisations',
  summary: 'The policy in force at a school',
  access: { permission: 'signedIn', audit: 'none' },
  params: record({ id: OrgId }),
  reply: PolicyView,
  problems: [],
})
