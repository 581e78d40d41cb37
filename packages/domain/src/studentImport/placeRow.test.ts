import { describe, expect, it } from 'vitest'
import type { ImportCells } from './columns.ts'
import { parseRow } from './parseRow.ts'
import { placeRow, type ImportLookups } from './placeRow.ts'
import { classKey } from './schoolClass.ts'

const TODAY = '2026-11-21'
const school = 'school'
const inFive = 'class'
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
      classes: new Map([[classKey('五年级(3)班'), inFive]]),
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
    expect(row).toMatchObject({ classId: null, fullClassName: '五年级（9）班' })
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
