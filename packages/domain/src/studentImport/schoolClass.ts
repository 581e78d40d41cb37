import { normaliseCode } from './normalise.ts'

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const
const BEFORE_JUNIOR_HIGH = 6

/** 七年级 for `7年级`, `七`, `7` and `初一`; other grades (`高一`, `大班`, `2024级`) as written. */
export function canonicalGrade(grade: string): string {
  const code = withDigits(normaliseCode(grade))
  const year = /^(\d)(?:年级)?$/.exec(code)?.[1]
  return year === undefined ? normaliseCode(grade) : `${DIGITS[Number(year)] ?? ''}年级`
}

/** What a class is called in full: `七年级（3）班` for 七年级 and `3班`, `七（3）班` or `7年级三班`; others as written. */
export function fullClassName(grade: string, className: string): string {
  const inFront = canonicalGrade(grade)
  const name = normaliseCode(className)
  const hasGrade = withDigits(name).startsWith(withDigits(inFront))
  const own = hasGrade ? withDigits(name).slice(withDigits(inFront).length) : withDigits(name)
  const number = /^\(?(\d{1,2})\)?班?$/.exec(own)?.[1]
  if (number !== undefined) return `${inFront}（${number}）班`
  return hasGrade ? name : inFront + name
}

/** What tells one class of a school from another, however its full name is written: `七年级（3）班`, `七(3)班`. */
export function classKey(fullName: string): string {
  return withDigits(normaliseCode(fullName)).replace(/[()]/g, '').replace(/班$/, '')
}

/** 七年级十二班 → 7年级12班, 初一 → 7年级, 高一十班 → 高1年级10班, 七(3) → 7年级(3). */
function withDigits(text: string): string {
  // A year of 初, 高 or 大 ends here, or 一十 would be read as ten.
  return numerals(text.replace(/^([初高大][一二三四123456])(?:年级)?/, '$1年级'))
    .replace(/^初(\d)/, (_, year: string) => String(BEFORE_JUNIOR_HIGH + Number(year)))
    .replace(/^(\d)(?=\()/, '$1年级')
}

/** 三 → 3, 十二 → 12, 二十 → 20; other text stays. */
function numerals(text: string): string {
  return text.replace(/[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]/g, word => {
    const [tens = '', ones = ''] = word.includes('十') ? word.split('十') : ['零', word]
    return String((tens === '' ? 1 : digitOf(tens)) * 10 + (ones === '' ? 0 : digitOf(ones)))
  })
}

function digitOf(character: string): number {
  return DIGITS.findIndex(digit => digit === character)
}
