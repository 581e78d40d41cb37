import { describe, expect, it } from 'vitest'
import type { Permission } from '../permissions.ts'
import { APPLICATION_STATUSES } from '../applications/vocabulary.ts'
import { addingBlockers, removalBlockers } from './rules.ts'

const policy = { evidenceMaxFiles: 2 }
const actor = (accountId: string, ...permissions: Permission[]) => ({
  accountId,
  permissions: new Set(permissions),
})
const author = actor('author', 'application.submit')
const officer = actor('officer', 'application.submit', 'application.screen')
const request = { enteredBy: 'author', files: 0 }

describe('a file is added', () => {
  it.each([
    ['draft', author, []],
    ['returned', author, []],
    ['screening', officer, []],
    ['draft', officer, ['not_yours']],
    ['returned', officer, ['not_yours']],
    ['screening', author, ['wrong_status']],
  ] as const)('in state %s by %o: held back by %o', (status, who, reasons) => {
    expect(addingBlockers({ ...request, status }, who, policy)).toEqual(reasons)
  })

  it('in no other state, by nobody', () => {
    const others = APPLICATION_STATUSES.filter(status => !['draft', 'returned', 'screening'].includes(status))
    for (const status of others)
      for (const who of [author, officer])
        expect(addingBlockers({ ...request, status }, who, policy)).toEqual(['wrong_status'])
  })

  it('until there are as many as the policy allows', () => {
    expect(addingBlockers({ ...request, status: 'draft', files: 1 }, author, policy)).toEqual([])
    expect(addingBlockers({ ...request, status: 'draft', files: 2 }, author, policy)).toEqual([
      'evidence_full',
    ])
  })
})

describe('a file is taken away', () => {
  const own = { addedBy: 'author', submittedSince: false }
  it.each([
    ['draft', own, []],
    ['returned', own, []],
    ['returned', { ...own, submittedSince: true }, ['evidence_settled']],
    ['submitted', { ...own, submittedSince: true }, ['evidence_settled']],
    ['screening', own, ['evidence_settled']],
    ['draft', { ...own, addedBy: 'somebody else' }, ['not_yours']],
  ] as const)('in state %s, added as %o: held back by %o', (status, file, reasons) => {
    expect(removalBlockers({ status }, file, author)).toEqual(reasons)
  })
})
