import { z } from './zod.ts'

/** The twelve roles of F2. A person may hold several, each at one organisation and until a day. */
export const ROLES = [
  'student',
  'guardian',
  'classTeacher',
  'aidOfficer',
  'panelMember',
  'schoolHead',
  'mentor',
  'psychTeacher',
  'countyAdmin',
  'cityAdmin',
  'provinceAdmin',
  'auditor',
] as const
export const Role = z.enum(ROLES)
export type Role = z.output<typeof Role>

/** Roles that see figures, never a child (PS-01): a named case would need an open issue and break-glass. */
export const AGGREGATE_ROLES = [
  'countyAdmin',
  'cityAdmin',
  'provinceAdmin',
] as const satisfies readonly Role[]

/** Roles whose organisation bounds which personal records they can reach at all. */
export const CASE_ROLES = ROLES.filter(role => !(AGGREGATE_ROLES as readonly Role[]).includes(role))
