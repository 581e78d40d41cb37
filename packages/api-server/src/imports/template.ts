import {
  COLUMN_RULES,
  IMPORT_CHOICES,
  IMPORT_COLUMNS,
  SIGN_CHOICES,
  type ImportColumn,
} from '@sunshine-aid/domain'
import { writeWorkbook } from '../spreadsheet/writeWorkbook.ts'
import type { WrittenColumn, WrittenSheet } from '../spreadsheet/writtenSheet.ts'

/** By this name the list is found in a workbook of several sheets. */
export const TEMPLATE_SHEET = '困难学生名单'

interface Guide {
  readonly width: number
  readonly note: string
  readonly example: string
}

const GUIDES: Readonly<Record<ImportColumn, Guide>> = {
  school: { width: 28, note: '学校全称。只负责一所学校时可以不填', example: '太仓市示例小学' },
  stage: { width: 8, note: '从列表选择。不填时按学校的学段', example: '小学' },
  grade: { width: 10, note: '写成“七年级”“高一”“2024级”', example: '五年级' },
  className: { width: 12, note: '写成“3班”。没有登记过的班级会在确认时新建', example: '3班' },
  name: { width: 12, note: '与身份证件一致', example: '张示例' },
  sex: { width: 6, note: '男或女。不填时按身份证号', example: '男' },
  idNumber: {
    width: 22,
    note: '18 位身份证号，或护照、通行证号。本列已设为文本格式，请勿改为数字',
    example: '320585201503010015',
  },
  birthDate: { width: 13, note: '写成 2015-03-01。有身份证号时可以不填', example: '2015-03-01' },
  hardshipLevel: { width: 12, note: '从列表选择', example: '困难' },
  recognisedOn: { width: 13, note: '学校认定的日期，写成 2026-09-10', example: '2026-09-10' },
  guardianName: { width: 12, note: '未成年学生必填', example: '张家长' },
  guardianRelation: { width: 12, note: '从列表选择', example: '父亲' },
  guardianPhone: { width: 16, note: '11 位手机号，或带区号的固定电话', example: '19900000001' },
  address: { width: 32, note: '可以不填', example: '太仓市示例路 1 号' },
  aidProject: {
    width: 28,
    note: '可以不填。填写时“资助学期”“资助金额”也必填；同一学生有几笔就写几行，其余各列照抄',
    example: '义务教育家庭经济困难学生生活补助',
  },
  aidPeriod: { width: 24, note: '写成“2026-2027学年第一学期”', example: '2026-2027学年第一学期' },
  aidAmount: { width: 12, note: '单位元，可带两位小数', example: '625' },
  aidPaidOn: { width: 13, note: '可以不填，写成 2026-10-20', example: '2026-10-20' },
  familySituation: {
    width: 20,
    note: '可以不填。从列表选择，多项用顿号隔开；“无”会撤销以前填的情况',
    example: '留守儿童、单亲家庭',
  },
  specialNeeds: { width: 14, note: '可以不填。经诊断评估的填“有”，不必写诊断内容', example: '有' },
  certifiedBy: { width: 14, note: '可以不填。已由部门认定的，选择部门', example: '民政' },
  entryWish: { width: 14, note: '可以不填。学前和即将毕业的学生填写', example: '希望入园' },
}

/** Columns of the list as the template has them; `schools` are offered in the column of the school. */
export function listColumns(schools: readonly string[]): WrittenColumn[] {
  return IMPORT_COLUMNS.map(column => ({
    title: COLUMN_RULES[column].titles[0],
    width: GUIDES[column].width,
    choices: column === 'school' ? schools : choicesOf(column),
  }))
}

function choicesOf(column: ImportColumn): readonly string[] {
  const choices: Partial<Record<ImportColumn, readonly string[]>> = { ...IMPORT_CHOICES, ...SIGN_CHOICES }
  return choices[column] ?? []
}

/** What each column wants, in a sheet behind the list. */
const notes: WrittenSheet = {
  name: '填写说明',
  columns: [
    { title: '列名', width: 16 },
    { title: '是否必填', width: 10 },
    { title: '怎样填写', width: 70 },
    { title: '示例', width: 32 },
  ],
  rows: IMPORT_COLUMNS.map(column => ({
    cells: [
      COLUMN_RULES[column].titles[0],
      COLUMN_RULES[column].required ? '必填' : '选填',
      GUIDES[column].note,
      GUIDES[column].example,
    ],
  })),
}

/** An empty list to fill in. */
export function importTemplate(schools: readonly string[]): Promise<Buffer> {
  return writeWorkbook({ name: TEMPLATE_SHEET, columns: listColumns(schools), rows: [] }, [notes])
}
