import { internal, listOf, nullable, record } from '../dataClass.ts'
import { ResultsFeedId, Version } from '../ids.ts'
import { WORKBOOK_FAULTS } from '../studentImport/faults.ts'
import { normaliseCell, normaliseCode, normaliseName } from '../studentImport/normalise.ts'
import { classKey, fullClassName } from '../studentImport/schoolClass.ts'
import { Moment } from '../time.ts'
import { z } from '../zod.ts'
import { RESULT_SIGNS, type ResultSign } from './signs.ts'

/** What each column of a table of results means. Summary figures only: marks of single subjects are not taken. */
export const RESULT_COLUMNS = ['name', 'grade', 'className', 'idNumber', ...RESULT_SIGNS] as const
export type ResultColumn = (typeof RESULT_COLUMNS)[number]

/** Titles as schools write them; the first is the template's. */
export const RESULT_TITLES: Readonly<Record<ResultColumn, readonly [string, ...string[]]>> = {
  name: ['姓名', '学生姓名'],
  grade: ['年级'],
  className: ['班级', '班级名称'],
  idNumber: ['证件号', '证件号后四位', '身份证号', '身份证件号', '身份证号后四位'],
  rankPercent: ['年级位次', '年级位次百分比', '位次百分比'],
  failedSubjects: ['不及格门数', '不及格科目数'],
  absenceDays: ['缺课天数', '缺勤天数'],
  violations: ['违纪次数'],
  bullyingCases: ['欺凌事件', '涉欺凌次数'],
}

/** What is said about a row that does not enter. */
export const RESULT_REMARKS = [
  'no_identity',
  'bad_value',
  'nothing_told',
  'not_found',
  'not_unique',
  'repeated',
] as const
export type ResultRemark = (typeof RESULT_REMARKS)[number]

/** A row by whom it names and what it says; `remark` tells why it cannot be used. */
export interface ResultRow {
  readonly name: string
  /** As `classKey` makes it; '' where the row names none. */
  readonly classKey: string
  /** The whole number, or at least its last four. */
  readonly idNumber: string
  readonly values: Partial<Record<ResultSign, number>>
  readonly remark: ResultRemark | null
}

export type ResultCells = Partial<Record<ResultColumn, string>>

/** What the columns of a row of titles mean; null where it is none: a name, a number and one figure are the least. */
export function readResultTitles(cells: readonly string[]): readonly (ResultColumn | null)[] | null {
  const columns = cells.map(cell => {
    const title = normaliseCode(cell).replace(/[([（【].*$/, '')
    return RESULT_COLUMNS.find(column => RESULT_TITLES[column].includes(title)) ?? null
  })
  const has = (column: ResultColumn) => columns.includes(column)
  return has('idNumber') && RESULT_SIGNS.some(has) ? columns : null
}

/** What one row says. Pure. */
export function parseResultRow(cells: ResultCells): ResultRow {
  const name = normaliseName(cells.name ?? '')
  const className = normaliseCode(cells.className ?? '')
  const idNumber = normaliseCode(cells.idNumber ?? '').toUpperCase()
  const told = RESULT_SIGNS.flatMap(sign => {
    const written = normaliseCell(cells[sign] ?? '')
    return written === '' ? [] : [[sign, valueOf(sign, written)] as const]
  })
  const row = {
    name,
    classKey: className === '' ? '' : classKey(fullClassName(cells.grade ?? '', className)),
    idNumber,
    values: Object.fromEntries(told.flatMap(([sign, value]) => (value === null ? [] : [[sign, value]]))),
  }
  return {
    ...row,
    remark: remarkOf(
      row,
      told.length,
      told.some(([, value]) => value === null),
    ),
  }
}

const WHOLE_NUMBER = 15
const TAIL = 4

/** Whether the row gives the whole number, and not the last of it beside name and class. */
export function isWholeNumber({ idNumber }: Pick<ResultRow, 'idNumber'>): boolean {
  return idNumber.length >= WHOLE_NUMBER
}

function remarkOf(row: Omit<ResultRow, 'remark'>, told: number, hasBadValue: boolean): ResultRemark | null {
  const isTold = row.name !== '' && row.classKey !== '' && row.idNumber.length >= TAIL
  if (!isWholeNumber(row) && !isTold) return 'no_identity'
  if (hasBadValue) return 'bad_value'
  return told === 0 ? 'nothing_told' : null
}

/** Largest figure that can be true of one semester. */
const MOST = 200

/** `95%`, `0.95` and `114/120` as percent from the top of the year; the rest as whole numbers. */
function valueOf(sign: ResultSign, written: string): number | null {
  const code = normaliseCode(written)
  if (sign === 'rankPercent') return percentOf(code)
  const match = /^(\d{1,3})(?:\.0+)?(?:门|天|次|起)?$/.exec(code)
  const value = Number(match?.[1])
  return match && value <= MOST ? value : null
}

/** A bare number could be a place as well as a percentage, so it is neither. */
function percentOf(code: string): number | null {
  const place = /^(\d{1,4})\/(\d{1,4})$/.exec(code)
  if (place) return within(Number(place[1]) / Number(place[2]))
  const percent = /^(\d{1,3}(?:\.\d+)?)%$/.exec(code)
  if (percent) return within(Number(percent[1]) / 100)
  return /^(0\.\d+|1\.0+)$/.test(code) ? within(Number(code)) : null
}

function within(share: number): number | null {
  return share > 0 && share <= 1 ? Math.round(share * 100) : null
}

const rows = internal(z.int().min(0).max(1_000_000))

/** `ready` → `confirmed`; a file that cannot be read is `refused` and not kept; what waits for longer than a day is `expired`. */
export const FEED_STATES = ['refused', 'ready', 'confirmed', 'expired'] as const

/** A table of results as it waits for confirmation: figures, and row numbers with what is wrong. No name stands in it. */
export const ResultsFeed = record({
  /** `null` of a refused file. */
  id: nullable(ResultsFeedId),
  state: internal(z.enum(FEED_STATES)),
  fault: nullable(internal(z.enum(WORKBOOK_FAULTS))),
  period: internal(z.string().regex(/^\d{4}-[12]$/)),
  matched: rows,
  unmatched: rows,
  faulty: rows,
  /** The first hundred. */
  remarks: listOf(record({ row: internal(z.int().min(1)), code: internal(z.enum(RESULT_REMARKS)) }), 100),
  expiresAt: nullable(internal(Moment)),
  version: Version,
})
export type ResultsFeed = z.output<typeof ResultsFeed>
