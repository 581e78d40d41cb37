import { expect, it } from 'vitest'
import { accountTable } from './accountTable.ts'

it('columns stand below each other, also after Chinese characters', () => {
  const table = accountTable([
    { subject: 'teacher', role: 'classTeacher', name: '王小明', orgName: '城东小学', detail: '三年级一班' },
    { subject: 'county', role: 'countyAdmin', name: 'Li', orgName: '太仓市' },
  ])
  expect(table).toEqual([
    'account  role          name    place',
    'teacher  classTeacher  王小明  城东小学 三年级一班',
    'county   countyAdmin   Li      太仓市',
  ])
})
