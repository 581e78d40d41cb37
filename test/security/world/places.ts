import type { Role } from '@sunshine-aid/domain'
import type { Place } from '@sunshine-aid/api-server/src/testing/orgTree.ts'

/** Where a record stands, seen from the person who asks: the `scope` column of the matrix. */
export const SCOPES = ['mine', 'sameSchool', 'otherSchool', 'otherCity'] as const
export type Scope = (typeof SCOPES)[number]

/** The class and the school of the record of each scope. `c1k1s1` is the school at which everybody works. */
export const CLASS_OF: Readonly<Record<Scope, Place>> = {
  mine: 'c1k1s1a1',
  sameSchool: 'c1k1s1a2',
  otherSchool: 'c1k1s2a1',
  otherCity: 'c2k1s1a1',
}
export const SCHOOL_OF: Readonly<Record<Scope, Place>> = {
  mine: 'c1k1s1',
  sameSchool: 'c1k1s1',
  otherSchool: 'c1k1s2',
  otherCity: 'c2k1s1',
}

/** Where each role of the matrix is held. The auditor supervises the county. */
export const PLACE_OF: Readonly<Record<Role, Place>> = {
  student: 'c1k1s1a1',
  guardian: 'c1k1s1a1',
  classTeacher: 'c1k1s1a1',
  aidOfficer: 'c1k1s1',
  panelMember: 'c1k1s1',
  schoolHead: 'c1k1s1',
  mentor: 'c1k1s1',
  psychTeacher: 'c1k1s1',
  countyAdmin: 'c1k1',
  cityAdmin: 'c1',
  provinceAdmin: 'p',
  auditor: 'c1k1',
}
