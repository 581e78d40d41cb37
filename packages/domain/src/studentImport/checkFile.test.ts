import { describe, expect, it } from 'vitest'
import { OrgId } from '../ids.ts'
import { classKey, duplicates, placeRow, withRepetition, type ImportLookups } from './checkFile.ts'
import type { ImportCells } from './columns.ts'
import { parseRow } from './parseRow.ts'

const TODAY = '2026-11-21'
const school = OrgId.parse('00000000-0000-4000-8000-000000000001')
const inFive = OrgId.parse('00000000-0000-4000-8000-000000000002')
const ID = '320585201503010015'

const cells: ImportCells = {
  school: '太仓市示例小学（东校区）',
  stage: '小学',
  grade: '5年级',
  className: '五年级（3）班',
  name: '张示例',
  idNumber: ID,
  hardshipLevel: '困难',
  recognisedOn: '2026-09-10',
  guardianName: '张家长',
}
const lookups: ImportLookups = {
  schools: [
    {
      id: school,
      name: '太仓市示例小学(东校区)',
      stage: 'primary',
      classes: [{ id: inFive, name: '3班', grade: '五年级' }],
    },
  ],
  current: () => null,
}

const placed = (changes: ImportCells = {}, given: Partial<ImportLookups> = {}) =>
  placeRow(parseRow({ ...cells, ...changes }, TODAY), { ...lookups, ...given })

describe('a row finds its place', () => {
  it('in the school and the class that it names, however they are written', () => {
    const { row, faults } = placed()
    expect(faults).toEqual([])
    expect(row).toMatchObject({ schoolId: school, classId: inFive, stage: 'primary' })
  })

  it('in the only school of its owner when the list names none', () => {
    expect(placed({ school: '' }).row?.schoolId).toBe(school)
  })

  it('with a warning when its class is new', () => {
    const { row, warnings } = placed({ className: '9班' })
    expect(row?.classId).toBeNull()
    expect(warnings).toContainEqual({ column: 'className', code: 'new_class' })
  })

  it.each([
    ['a school that its owner does not look after', { school: '别的小学' }, 'school', 'unknown_school'],
    ['another stage than its school has', { stage: '初中' }, 'stage', 'stage_and_school_differ'],
  ] as const)('not with %s', (_, changes, column, code) => {
    expect(placed(changes)).toMatchObject({ row: null, faults: [{ column, code }] })
  })

  it('not when the student is at another school, and does not say at which', () => {
    const { row, faults } = placed({}, { current: id => (id === ID ? { schoolId: null } : null) })
    expect(row).toBeNull()
    expect(faults).toEqual([{ column: 'idNumber', code: 'student_elsewhere' }])
  })

  it('again when the student is there already', () => {
    expect(placed({}, { current: () => ({ schoolId: school }) }).row).not.toBeNull()
  })

  it('and shows the faults of its cells and of its place together', () => {
    const { faults } = placed({ school: '别的小学', recognisedOn: '昨天' })
    expect(faults.map(({ code }) => code)).toEqual(['bad_date', 'unknown_school'])
  })
})

describe('a class', () => {
  it.each([
    ['七年级', '3班'],
    ['7年级', '（3）班'],
    ['初一', '三班'],
    ['七年级', '七年级3班'],
    ['七年级', '7年级(3)班'],
    ['七年级', '3'],
    ['七年级', '七（3）班'],
  ])('%s %s is class 3 of year 7', (grade, className) => {
    expect(classKey(grade, className)).toBe('7/3')
  })

  it.each([
    ['七年级', '13班', '7/13'],
    ['七年级', '十三班', '7/13'],
    ['八年级', '3班', '8/3'],
    ['大班', '大班', '大班/大'],
    ['2024级', '护理1班', '2024级/护理1'],
  ])('%s %s is another', (grade, className, key) => {
    expect(classKey(grade, className)).toBe(key)
  })
})

describe('rows with one ID number', () => {
  const aid = (project: string) => ({ aidProject: project, aidPeriod: '2026-1', aidAmount: '500' })

  it('may be several payments to one child', () => {
    const rows = [
      { number: 2, cells: { ...cells, ...aid('生活补助') } },
      { number: 3, cells: { ...cells, ...aid('助学金') } },
    ]
    expect(duplicates(rows).size).toBe(0)
  })

  it('may not say different things about the child', () => {
    const rows = [
      { number: 2, cells },
      { number: 7, cells: { ...cells, name: '李示例', idNumber: ` ${ID}` } },
    ]
    expect(duplicates(rows)).toEqual(new Map([[7, { kind: 'contradicts', otherRow: 2 }]]))
  })

  it('that say exactly the same count once', () => {
    const rows = [2, 3].map(number => ({ number, cells }))
    const found = duplicates(rows)
    expect(found).toEqual(new Map([[3, { kind: 'repeats', otherRow: 2 }]]))
    const checked = withRepetition(placed(), found.get(3))
    expect(checked.row).not.toBeNull()
    expect(checked.warnings).toContainEqual({ column: 'idNumber', code: 'repeated_row' })
  })

  it('lead to the row that they contradict', () => {
    const checked = withRepetition(placed(), { kind: 'contradicts', otherRow: 2 })
    expect(checked.row).toBeNull()
    expect(checked.faults).toEqual([{ column: 'idNumber', code: 'duplicate_in_file', otherRow: 2 }])
  })

  it('that are empty are not compared', () => {
    const rows = [2, 3].map(number => ({ number, cells: { ...cells, idNumber: '', name: `学生${number}` } }))
    expect(duplicates(rows).size).toBe(0)
  })
})
