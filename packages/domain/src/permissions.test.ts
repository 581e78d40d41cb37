import { describe, expect, it } from 'vitest'
import { PERMISSION_NAMES, permissionsOf, reachOf, type Permission } from './permissions.ts'
import { AGGREGATE_ROLES, CASE_ROLES, ROLES } from './roles.ts'

/** Lines of F2 that matter most: who may, and how far; everybody else may not. */
const EXPECTED: readonly (readonly [Permission, Readonly<Record<string, string>>])[] = [
  ['application.screen', { aidOfficer: 'place' }],
  ['application.determine', { schoolHead: 'place' }],
  ['panel.vote', { panelMember: 'assigned', psychTeacher: 'assigned' }],
  ['panel.convene', { aidOfficer: 'place', schoolHead: 'place' }],
  [
    'aidHistory.read',
    { student: 'own', guardian: 'own', aidOfficer: 'place', schoolHead: 'place', mentor: 'assigned' },
  ],
  [
    'coverage.read',
    {
      aidOfficer: 'place',
      schoolHead: 'place',
      countyAdmin: 'aggregate',
      cityAdmin: 'aggregate',
      provinceAdmin: 'aggregate',
      auditor: 'place',
    },
  ],
]

/** Rules, lists of services and calendars: they name no child. */
const ABOUT_NOBODY: readonly string[] = [
  'policy.read',
  'policy.propose',
  'policy.approve',
  'aidList.refine',
  'calendar.set',
]

describe('the permission matrix', () => {
  it.each(EXPECTED)('gives %s to exactly those of F2', (permission, expected) => {
    const given = ROLES.flatMap(role => {
      const reach = reachOf(permission, role)
      return reach === null ? [] : [[role, reach] as const]
    })
    expect(Object.fromEntries(given)).toEqual(expected)
  })

  it('gives administrators of a region figures and nothing else (PS-01)', () => {
    for (const role of AGGREGATE_ROLES) {
      const aboutChildren = permissionsOf([role]).filter(name => !ABOUT_NOBODY.includes(name))
      expect(aboutChildren).toEqual(['sweepBalance.read', 'coverage.read'])
      expect(aboutChildren.map(name => reachOf(name, role))).toEqual(['aggregate', 'aggregate'])
    }
  })

  it('lets a family reach its own records only', () => {
    const reaches = PERMISSION_NAMES.flatMap(permission => [
      reachOf(permission, 'student'),
      reachOf(permission, 'guardian'),
    ])
    expect(new Set(reaches)).toEqual(new Set([null, 'own']))
  })

  it('lets an auditor read and do nothing', () => {
    expect(permissionsOf(['auditor']).filter(name => !name.endsWith('.read'))).toEqual([])
  })

  it('lets nobody both screen and determine by one role', () => {
    const both = ROLES.filter(
      role => reachOf('application.screen', role) && reachOf('application.determine', role),
    )
    expect(both).toEqual([])
  })

  it('adds up over the roles of one person, and is empty without any', () => {
    expect(permissionsOf([])).toEqual([])
    const both = permissionsOf(['classTeacher', 'panelMember'])
    expect(both).toEqual(
      PERMISSION_NAMES.filter(
        name => reachOf(name, 'classTeacher') !== null || reachOf(name, 'panelMember') !== null,
      ),
    )
  })

  it('divides the roles into those with cases and those with figures', () => {
    expect([...CASE_ROLES, ...AGGREGATE_ROLES].toSorted()).toEqual([...ROLES].toSorted())
  })
})
