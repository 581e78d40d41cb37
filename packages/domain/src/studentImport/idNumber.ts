import type { Sex } from '../students.ts'
import type { Day } from '../time.ts'
import { normaliseCode } from './normalise.ts'
import { calendarDay } from './values.ts'

/** What an ID number says about its holder; nulls for a document that says nothing (a passport, a travel permit). */
export interface IdNumber {
  readonly number: string
  readonly birthDate: Day | null
  readonly sex: Sex | null
  /** The check digit is right (GB 11643-1999). Only a warning when it is not, see `ROW_WARNINGS`. */
  readonly checksum: boolean
}

const RESIDENT = /^[1-9]\d{16}[\dX]$/
/** Passports and travel permits for Hong Kong, Macao and Taiwan: letters, then digits. */
const OTHER_DOCUMENT = /^[A-Z]{1,3}\d{6,10}$/

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = '10X98765432'

/** Null when the text is no number of a document that a student can have. */
export function parseIdNumber(text: string): IdNumber | null {
  const number = normaliseCode(text).toUpperCase()
  if (OTHER_DOCUMENT.test(number)) return { number, birthDate: null, sex: null, checksum: true }
  if (!RESIDENT.test(number)) return null
  const birthDate = calendarDay(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`)
  if (birthDate === null) return null
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female'
  return { number, birthDate, sex, checksum: number[17] === checkDigit(number) }
}

function checkDigit(number: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return CHECK_DIGITS[sum % 11]
}
