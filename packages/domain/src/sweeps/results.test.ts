import { describe, expect, it } from 'vitest'
import {
  parseResultRow,
  readResultTitles,
  RESULT_COLUMNS,
  RESULT_TITLES,
  type ResultCells,
} from './results.ts'

const named = { name: '张 示例', className: '三年级3班', idNumber: '0015' }
const valuesOf = (cells: ResultCells) => parseResultRow({ ...named, ...cells }).values

describe('a row of results', () => {
  it.each([
    ['95%', 95],
    ['0.955', 96],
    ['114/120', 95],
    ['１／２', 50],
  ])('puts the place %s at %i percent', (rankPercent, percent) => {
    expect(valuesOf({ rankPercent })).toEqual({ rankPercent: percent })
  })

  it.each(['12', '130%', '0/120', '130/120', '前十'])(
    'does not guess what the place %s means',
    rankPercent => {
      expect(parseResultRow({ ...named, rankPercent })).toMatchObject({ values: {}, remark: 'bad_value' })
    },
  )

  it('reads counts with or without their unit', () => {
    expect(
      valuesOf({ failedSubjects: '3门', absenceDays: '12', violations: '2 次', bullyingCases: '0' }),
    ).toEqual({
      failedSubjects: 3,
      absenceDays: 12,
      violations: 2,
      bullyingCases: 0,
    })
  })

  it.each([
    ['the whole number alone', { idNumber: '320585201503010015', failedSubjects: '1' }, null],
    ['name, class and the last four', { ...named, failedSubjects: '1' }, null],
    ['the last four alone', { idNumber: '0015', failedSubjects: '1' }, 'no_identity'],
    ['a name alone', { name: '张示例', failedSubjects: '1' }, 'no_identity'],
    ['nothing beside the student', named, 'nothing_told'],
    ['a figure that cannot be', { ...named, absenceDays: '900' }, 'bad_value'],
  ])('with %s is remarked with %o', (_, cells, remark) => {
    expect(parseResultRow(cells as ResultCells).remark).toBe(remark)
  })

  it('names its class as the school does, however it is written', () => {
    const { classKey } = parseResultRow({ grade: '三年级', className: '（3）班', idNumber: '0015' })
    expect(classKey).toBe(parseResultRow(named).classKey)
  })
})

describe('the titles', () => {
  it('are those of the template, in any order and with remarks in brackets', () => {
    const titles = RESULT_COLUMNS.map(column => RESULT_TITLES[column][0])
    expect(readResultTitles(titles)).toEqual(RESULT_COLUMNS)
    expect(readResultTitles(['备注', '缺课天数（天）', '身份证号'])).toEqual([
      null,
      'absenceDays',
      'idNumber',
    ])
  })

  it.each([[['三年级成绩汇总表']], [['姓名', '班级', '缺课天数']], [['姓名', '身份证号', '语文']]])(
    'are not %o: a number and a figure are needed',
    cells => {
      expect(readResultTitles(cells)).toBeNull()
    },
  )
})
