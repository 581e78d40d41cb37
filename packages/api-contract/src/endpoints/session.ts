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
  sensitive,
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

/**
 * With what this account's browser seals what it keeps while the network is away. Derived on the server from its
 * key ring and the account, so it is the same after each sign-in, nobody else gets it, and it is stored nowhere.
 */
export const DeviceKeys = record({
  /** Whose they are. */
  owner: AccountId,
  /** The current one first; the others only open what was sealed before keys were changed. */
  keys: listOf(record({ id: internal(text(16)), key: sensitive(z.base64()) }), 20),
})
export type DeviceKeys = z.output<typeof DeviceKeys>

export const getDeviceKey = endpoint({
  method: 'GET',
  path: '/me/device-key',
  id: 'getDeviceKey',
  tag: 'session',
  summary: "The keys of the signed-in account's offline records; kept in memory only",
  access: { permission: 'signedIn', audit: 'none' },
  reply: DeviceKeys,
  problems: [],
})

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
