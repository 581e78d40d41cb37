import { describe, expect, it } from 'vitest'
import { IMPORT_COLUMNS, COLUMN_RULES, type ImportColumn } from './columns.ts'
import { HEADER_ROWS, pickCells, readHeader } from './header.ts'

const titles = IMPORT_COLUMNS.map(column => COLUMN_RULES[column].titles[0])
const rowsOf = (...rows: string[][]) => rows.map((cells, index) => ({ row: index + 1, cells }))

function headerOf(...rows: string[][]) {
  const reading = readHeader(rowsOf(...rows))
  if (reading.fault !== null) throw new Error(reading.fault)
  return reading.header
}

describe('the titles of a list', () => {
  it('are found in the order of the template', () => {
    expect(headerOf(titles)).toEqual({ row: 1, columns: [...IMPORT_COLUMNS], ignored: [] })
  })

  it('may stand in any order', () => {
    expect(headerOf(titles.toReversed()).columns).toEqual(IMPORT_COLUMNS.toReversed())
  })

  it('may stand below a heading and a date', () => {
    const header = headerOf(['某校困难学生名单'], ['填报日期 2026年9月1日'], [], titles)
    expect(header.row).toBe(4)
  })

  it('are not looked for below the tenth row', () => {
    const above = Array.from({ length: HEADER_ROWS }, () => ['说明'])
    expect(readHeader(rowsOf(...above, titles))).toEqual({ fault: 'no_header_row' })
  })

  it.each([
    ['full-width letters, stars and hints', '＊姓 名（必填）：', 'name'],
    ['a unit in brackets', '资助金额（元）', 'aidAmount'],
    ['a synonym', '身份证号码', 'idNumber'],
    ['a line break inside the cell', '监护人\n电话', 'guardianPhone'],
  ] as const)('are known with %s', (_, title, column) => {
    const others = titles.filter(other => other !== COLUMN_RULES[column].titles[0])
    expect(headerOf([...others, title]).columns.at(-1)).toBe(column)
  })

  it('may take two rows, the upper one merged over several columns', () => {
    const upper = [
      '年级',
      '班级',
      '姓名',
      '证件号',
      '困难等级',
      '认定日期',
      '监护人',
      '监护人',
      '资助',
      '资助',
    ]
    const lower = ['年级', '班级', '姓名', '证件号', '困难等级', '认定日期', '姓名', '电话', '项目', '金额']
    const header = headerOf(['名单'], upper, lower)
    expect(header.row).toBe(3)
    expect(header.columns.slice(6)).toEqual(['guardianName', 'guardianPhone', 'aidProject', 'aidAmount'])
  })

  it('keep what nobody asked for apart', () => {
    const header = headerOf([...titles, '备注', ''])
    expect(header.ignored).toEqual(['备注'])
    expect(header.columns.at(-2)).toBeNull()
  })

  it('prefer the more exact of two titles', () => {
    const header = headerOf([...titles, '联系电话'])
    expect(header.ignored).toEqual(['联系电话'])
  })

  it('may not say the same twice', () => {
    expect(readHeader(rowsOf([...titles, '姓名']))).toEqual({ fault: 'repeated_column', columns: ['name'] })
  })

  it('must hold what every row needs', () => {
    const without = titles.filter(title => title !== '身份证件号' && title !== '困难等级')
    const fault = { fault: 'missing_column', columns: ['idNumber', 'hardshipLevel'] }
    expect(readHeader(rowsOf(without))).toEqual(fault)
  })

  it('cannot be mistaken for data', () => {
    expect(readHeader(rowsOf(['张三', '男', '七年级'], ['李四', '女', '八年级']))).toEqual({
      fault: 'no_header_row',
    })
  })
})

describe('the cells of a row', () => {
  it('are taken by what their column means; a short row ends in empty cells', () => {
    const columns: (ImportColumn | null)[] = ['name', null, 'grade']
    expect(pickCells(columns, ['张三', '备注'])).toEqual({ name: '张三', grade: '' })
  })
})

it('no title belongs to two columns', () => {
  const all = IMPORT_COLUMNS.flatMap(column => COLUMN_RULES[column].titles)
  expect(new Set(all).size).toBe(all.length)
})
