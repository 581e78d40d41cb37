import { describe, expect, it } from 'vitest'
import { exportBlockers, exportOffers, type ExportFacts } from './rules.ts'
import { EXPORT_STATES } from './exportJob.ts'

const officer = { accountId: 'officer', roles: ['aidOfficer'] } as const
const officer2 = { accountId: 'officer2', roles: ['aidOfficer'] } as const
const head = { accountId: 'head', roles: ['schoolHead'] } as const
const head2 = { accountId: 'head2', roles: ['schoolHead'] } as const
const byOfficer: ExportFacts = { state: 'asked', askedBy: 'officer', askedAs: 'aidOfficer' }
const byHead: ExportFacts = { state: 'asked', askedBy: 'head', askedAs: 'schoolHead' }

describe('a workbook leaves with two people behind it', () => {
  it.each([
    ['an officer’s request', byOfficer, 'head', head, []],
    ['an officer’s request', byOfficer, 'another officer', officer2, ['export_needs_head']],
    ['an officer’s request', byOfficer, 'themself', officer, ['export_own']],
    ['a head’s request', byHead, 'the officer', officer, []],
    ['a head’s request', byHead, 'another head', head2, []],
    ['a head’s request', byHead, 'themself', head, ['export_own']],
  ] as const)('%s may be approved by %s: %o', (_, job, __, actor, reasons) => {
    expect(exportBlockers('approve', job, actor)).toEqual(reasons)
    expect(exportBlockers('decline', job, actor)).toEqual(reasons)
  })

  it('not by somebody who holds both roles and asked as officer', () => {
    const both = { accountId: 'officer', roles: ['aidOfficer', 'schoolHead'] } as const
    expect(exportBlockers('approve', byOfficer, both)).toEqual(['export_own'])
  })
})

describe('the file', () => {
  it('is taken by who asked, once, when it is ready', () => {
    expect(exportOffers({ ...byOfficer, state: 'ready' }, officer)).toContain('take')
    expect(exportBlockers('take', { ...byOfficer, state: 'ready' }, head)).toEqual(['not_yours'])
    expect(exportBlockers('take', { ...byOfficer, state: 'taken' }, officer)).toEqual(['export_taken'])
    expect(exportBlockers('take', { ...byOfficer, state: 'writing' }, officer)).toEqual(['export_not_ready'])
    expect(exportBlockers('take', { ...byOfficer, state: 'expired' }, officer)).toEqual(['export_expired'])
  })

  it('is offered in no way once it is over', () => {
    const over = EXPORT_STATES.filter(state => ['taken', 'ended', 'failed', 'expired'].includes(state))
    for (const state of over)
      for (const actor of [officer, head]) expect(exportOffers({ ...byOfficer, state }, actor)).toEqual([])
  })
})
