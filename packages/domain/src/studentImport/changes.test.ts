import { expect, it } from 'vitest'
import { changedColumns, mergedGuardian, type KnownStudent } from './changes.ts'
import type { PlacedRow } from './placeRow.ts'

const row: PlacedRow = {
  school: '',
  schoolId: 'school',
  classId: 'class',
  stage: 'primary',
  grade: '五年级',
  className: '3班',
  fullClassName: '五年级3班',
  name: '张示例',
  sex: 'male',
  idNumber: '320585201503010015',
  birthDate: '2015-03-01',
  hardshipLevel: 'severe',
  recognisedOn: '2026-09-10',
  guardianName: '张家长',
  guardianRelation: 'father',
  guardianPhone: '19900000001',
  address: '示例路 1 号',
  aid: { project: '生活补助', period: '2026-1', amountCents: 62_500, paidOn: '2026-10-20' },
  signs: [{ code: 'leftBehind', present: true }],
}
const known: KnownStudent = {
  id: 'student',
  schoolId: 'school',
  classId: 'class',
  name: '张示例',
  sex: 'male',
  grade: '五年级',
  birthDate: '2015-03-01',
  hardshipLevel: 'severe',
  recognisedOn: '2026-09-10',
  address: '示例路 1 号',
  guardian: { name: '张家长', relation: 'father', phone: '19900000001' },
  aid: new Map([['生活补助\u001F2026-1', { amountCents: 62_500, paidOn: '2026-10-20' }]]),
  signs: new Set(['leftBehind']),
}

it('the same list changes nothing', () => {
  expect(changedColumns(row, known)).toEqual([])
})

it.each([
  [{ classId: null }, ['className']],
  [{ grade: '六年级' }, ['grade']],
  [{ hardshipLevel: 'extreme' }, ['hardshipLevel']],
  [{ address: '示例路 2 号' }, ['address']],
  [{ guardianPhone: '19900000002' }, ['guardianPhone']],
  [{ guardianName: '李家长', guardianRelation: 'mother' }, ['guardianName', 'guardianRelation']],
  [{ aid: { project: '助学金', period: '2026-1', amountCents: 1, paidOn: null } }, ['aidProject']],
  [{ aid: { project: '生活补助', period: '2026-1', amountCents: 1, paidOn: null } }, ['aidAmount']],
  [{ signs: [{ code: 'orphan', present: true }] }, ['familySituation']],
  [{ signs: [{ code: 'leftBehind', present: false }] }, ['familySituation']],
  [{ signs: [{ code: 'diagnosedNeeds', present: false }] }, []],
] as const)('%o is seen', (change, columns) => {
  expect(changedColumns({ ...row, ...change }, known)).toEqual(columns)
})

it('what a list leaves empty stays as it is', () => {
  const sparse = {
    ...row,
    address: null,
    guardianName: null,
    guardianRelation: null,
    guardianPhone: null,
    aid: null,
    signs: [],
  }
  expect(changedColumns(sparse, known)).toEqual([])
  expect(mergedGuardian(sparse, known.guardian)).toEqual(known.guardian)
})

it('a guardian of the same name keeps the phone that the list does not tell; another person does not get it', () => {
  const partly = { ...row, guardianRelation: null, guardianPhone: null }
  expect(mergedGuardian(partly, known.guardian)).toEqual(known.guardian)
  const other = { ...partly, guardianName: '李家长' }
  expect(mergedGuardian(other, known.guardian)).toEqual({ name: '李家长', relation: 'other', phone: null })
})
