import type { SchoolStage } from '../organisations.ts'
import type { GuardianRelation, HardshipLevel, Sex } from '../students.ts'
import type { Day } from '../time.ts'
import { normaliseCode } from './normalise.ts'

/** `2015-3-1`, `2015/3/1`, `2015.3.1`, `2015年3月1日`, `20150301`, each with or without a time; null for the rest. */
export function parseDay(text: string): Day | null {
  const code = normaliseCode(text.replace(/(\d)[ T]+\d{1,2}:\d{2}(:\d{2})?$/, '$1'))
  const match =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(code)?.toSpliced(2, 1) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/.exec(code) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(code)
  if (!match) return null
  const [, year = '', month = '', day = ''] = match
  return calendarDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

/** The day if the calendar has it, between 1900 and 2199. */
export function calendarDay(day: string): Day | null {
  const moment = new Date(`${day}T00:00:00Z`)
  const exists = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day)
  return exists && /^(19|2[01])/.test(day) ? day : null
}

const SEXES: Readonly<Record<Sex, readonly string[]>> = { male: ['男', '男性'], female: ['女', '女性'] }

const STAGES: Readonly<Record<SchoolStage, readonly string[]>> = {
  preschool: ['学前', '学前教育', '幼儿园'],
  primary: ['小学'],
  juniorHigh: ['初中'],
  seniorHigh: ['普高', '普通高中', '高中'],
  vocational: ['中职', '中等职业教育', '中专', '职高', '职业高中', '技工学校'],
  higherEd: ['高校', '大学', '高等教育', '本科', '专科', '高职'],
}

/** 困难等级 of the national recognition rules, as schools shorten them. */
const LEVELS: Readonly<Record<HardshipLevel, readonly string[]>> = {
  extreme: ['特别困难', '特困', '特殊困难', '特别'],
  severe: ['困难', '比较困难', '较困难'],
  moderate: ['一般困难', '一般'],
}

const RELATIONS: Readonly<Record<GuardianRelation, readonly string[]>> = {
  father: ['父亲', '父', '爸爸', '父子', '父女'],
  mother: ['母亲', '母', '妈妈', '母子', '母女'],
  grandparent: [
    '祖父',
    '祖母',
    '祖父母',
    '爷爷',
    '奶奶',
    '外祖父',
    '外祖母',
    '外公',
    '外婆',
    '外祖父母',
    '姥姥',
    '姥爷',
  ],
  otherRelative: [
    '亲属',
    '其他亲属',
    '伯父',
    '叔叔',
    '姑姑',
    '舅舅',
    '姨妈',
    '姨母',
    '哥哥',
    '姐姐',
    '继父',
    '继母',
  ],
  institution: ['机构', '福利院', '儿童福利机构', '村委会', '居委会', '民政部门'],
  other: ['其他', '其它', '养父', '养母', '监护人'],
}

/** The choices of the template's lists: the first word of each. */
export const IMPORT_CHOICES = {
  sex: firstWords(SEXES),
  stage: firstWords(STAGES),
  hardshipLevel: firstWords(LEVELS),
  guardianRelation: firstWords(RELATIONS),
} as const

function firstWords(words: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.values(words).flatMap(([first]) => (first === undefined ? [] : [first]))
}

const read =
  <T extends string>(words: Readonly<Record<T, readonly string[]>>) =>
  (text: string): T | null =>
    (Object.keys(words) as T[]).find(key => words[key].includes(normaliseCode(text))) ?? null

export const parseSex = read(SEXES)
export const parseStage = read(STAGES)
export const parseLevel = read(LEVELS)
export const parseRelation = read(RELATIONS)

/** Digits of a mobile or of a landline with its area code; +86, blanks and hyphens are dropped. */
export function parsePhone(text: string): string | null {
  const digits = normaliseCode(text)
    .replace(/^(\+|00)86/, '')
    .replace(/[-()—–]/g, '')
  return /^1\d{10}$/.test(digits) || /^0\d{9,11}$/.test(digits) ? digits : null
}

/** Yuan as written, `1,250.50元`, in cents; null for nothing, for less than a cent and for ten million and more. */
export function parseAmountCents(text: string): number | null {
  const code = normaliseCode(text)
    .replace(/^[¥￥]|元$/g, '')
    .replace(/,(?=\d{3}(\D|$))/g, '')
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(code.replace(/\.(\d\d)0+$/, '.$1'))
  if (!match) return null
  const cents = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return cents > 0 && cents <= 100_000_000 ? cents : null
}

const SEMESTERS: Readonly<Record<string, 1 | 2>> = {
  1: 1,
  一: 1,
  上: 1,
  秋: 1,
  秋季: 1,
  2: 2,
  二: 2,
  下: 2,
  春: 2,
  春季: 2,
}

/**
 * The id of a semester or an academic year as `semesterOf` makes it: `2024-1` for `2024-2025学年第一学期`,
 * `2024-2025-1`, `2024秋`; `2024-2` for `2025年春季学期`; `2024` for `2024-2025学年`.
 */
export function parsePeriod(text: string): string | null {
  const code = normaliseCode(text).replace(/[—–~至/]/g, '-')
  const season = /^(\d{4})年?([春秋])季?(学期)?$/.exec(code)
  if (season) return season[2] === '秋' ? `${season[1]}-1` : `${Number(season[1]) - 1}-2`
  const match = /^(\d{4})(?:-(\d{4}|\d{2}(?!\d)))?(?:学年)?度?(?:-?第?([12一二上下])(?:学期)?)?$/.exec(code)
  if (!match) return null
  const [, from = '', to, half] = match
  if (to !== undefined && Number(to.slice(-2)) !== (Number(from) + 1) % 100) return null
  if (half === undefined) return to === undefined && !code.includes('学年') ? null : from
  return `${from}-${SEMESTERS[half]}`
}
