import { RESULT_COLUMNS, RESULT_TITLES, type ResultColumn } from '@sunshine-aid/domain'
import { writeWorkbook } from '../spreadsheet/writeWorkbook.ts'
import { RESULTS_SHEET } from './readResults.ts'

const NOTES: Readonly<Record<ResultColumn, readonly [note: string, example: string]>> = {
  name: ['证件号只填后四位时必填', '张示例'],
  grade: ['班级写全称时可以不填', '三年级'],
  className: ['证件号只填后四位时必填', '3班'],
  idNumber: ['必填。证件号全号，或后四位', '0015'],
  rankPercent: ['从前往后的位次，写成 114/120 或 95%', '114/120'],
  failedSubjects: ['本学期不及格的门数', '3'],
  absenceDays: ['本学期缺课天数', '12'],
  violations: ['本学期违纪次数', '0'],
  bullyingCases: ['本学期涉及的欺凌事件数', '0'],
}
const WIDTH = 14

/** An empty table of results. */
export function resultsTemplate(): Promise<Buffer> {
  const columns = RESULT_COLUMNS.map(column => ({ title: RESULT_TITLES[column][0], width: WIDTH }))
  const notes = {
    name: '填写说明',
    columns: [
      { title: '列名', width: 16 },
      { title: '怎样填写', width: 50 },
      { title: '示例', width: 16 },
    ],
    rows: RESULT_COLUMNS.map(column => ({ cells: [RESULT_TITLES[column][0], ...NOTES[column]] })),
  }
  return writeWorkbook({ name: RESULTS_SHEET, columns, rows: [] }, [notes])
}
