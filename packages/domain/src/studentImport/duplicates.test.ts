import { describe, expect, it } from 'vitest'
import type { ImportCells } from './columns.ts'
import { duplicates, withRepetition } from './duplicates.ts'
import type { CheckedRow } from './placeRow.ts'

const ID = '320585201503010015'
const cells: ImportCells = { idNumber: ID, name: '张示例', grade: '五年级' }
const checked: CheckedRow = { row: null, faults: [], warnings: [] }

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
    expect(duplicates(rows)).toEqual(new Map([[7, { kind: 'contradicts', column: 'idNumber', otherRow: 2 }]]))
  })

  it('may not give one payment two amounts', () => {
    const rows = [
      { number: 2, cells: { ...cells, ...aid('生活补助') } },
      { number: 3, cells: { ...cells, ...aid('助学金') } },
      { number: 4, cells: { ...cells, ...aid('生活补助'), aidAmount: '625' } },
    ]
    expect(duplicates(rows)).toEqual(
      new Map([[4, { kind: 'contradicts', column: 'aidProject', otherRow: 2 }]]),
    )
  })

  it('that say exactly the same count once', () => {
    const rows = [2, 3].map(number => ({ number, cells }))
    const found = duplicates(rows)
    expect(found).toEqual(new Map([[3, { kind: 'repeats', column: 'idNumber', otherRow: 2 }]]))
    expect(withRepetition(checked, found.get(3))).toMatchObject({
      faults: [],
      warnings: [{ column: 'idNumber', code: 'repeated_row' }],
    })
  })

  it('are compared in one pass, however many there are', () => {
    const rows = Array.from({ length: 20_000 }, (_, number) => ({
      number,
      cells: { ...cells, ...aid(`项目${number}`) },
    }))
    const start = performance.now()
    expect(duplicates(rows).size).toBe(0)
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it('lead to the row that they contradict', () => {
    const { faults } = withRepetition(checked, { kind: 'contradicts', column: 'idNumber', otherRow: 2 })
    expect(faults).toEqual([{ column: 'idNumber', code: 'duplicate_in_file', otherRow: 2 }])
  })

  it('that are empty are not compared', () => {
    const rows = [2, 3].map(number => ({ number, cells: { ...cells, idNumber: '', name: `学生${number}` } }))
    expect(duplicates(rows).size).toBe(0)
  })
})
