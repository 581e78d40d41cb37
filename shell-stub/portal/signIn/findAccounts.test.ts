import { expect, it } from 'vitest'
import type { DemoAccount } from '../stubIssuer.ts'
import { findAccounts } from './findAccounts.ts'

const accounts: readonly DemoAccount[] = [
  { subject: 'taicang-officer-1', name: '朱紫月', role: 'aidOfficer', orgName: '太仓市霁禾小学' },
  {
    subject: 'taicang-teacher-1',
    name: '程子婷',
    role: 'classTeacher',
    orgName: '太仓市霁禾小学',
    detail: '四年级（1）班',
  },
  { subject: 'wuxi-officer-1', name: '彭蓉', role: 'aidOfficer', orgName: '梁溪区霁禾初级中学' },
]

it.each([
  ['', ['taicang-officer-1', 'taicang-teacher-1', 'wuxi-officer-1']],
  ['专干', ['taicang-officer-1', 'wuxi-officer-1']],
  ['  太仓  专干 ', ['taicang-officer-1']],
  ['四年级', ['taicang-teacher-1']],
  ['WUXI', ['wuxi-officer-1']],
  ['校长', []],
])('"%s" finds the accounts in which every word occurs', (query, found) => {
  expect(findAccounts(accounts, query, 'zh-CN').map(({ subject }) => subject)).toEqual(found)
})

it('roles are found in the language that is shown', () => {
  expect(findAccounts(accounts, 'aid officer', 'en')).toHaveLength(2)
  expect(findAccounts(accounts, 'aid officer', 'zh-CN')).toHaveLength(0)
})
