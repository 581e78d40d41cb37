import {
  AccountId,
  internal,
  listOf,
  nullable,
  open,
  OrgId,
  OrgKind,
  PERMISSION_NAMES,
  record,
  Role,
  text,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'

export const Assignment = record({
  role: internal(Role),
  orgId: OrgId,
  orgName: internal(text(80)),
  orgKind: open(OrgKind),
  /** The school of a school or class; `null` above. */
  schoolId: nullable(OrgId),
})

/** Who is signed in, where, and what they may do; asked anew whenever the token's person may have changed. */
export const Me = record({
  accountId: AccountId,
  name: internal(text(50)),
  assignments: listOf(Assignment, 50),
  permissions: internal(z.array(z.enum(PERMISSION_NAMES)).max(100)),
})
export type Me = z.output<typeof Me>

export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  id: 'getMe',
  tag: 'session',
  summary: 'The signed-in person, their places and permissions',
  access: { permission: 'signedIn', audit: 'none' },
  reply: Me,
  problems: [],
})
