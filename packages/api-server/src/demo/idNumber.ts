import { parseIdNumber, type Day, type Sex } from '@sunshine-aid/domain'

/**
 * A resident ID number whose division, birth date and sex are right and whose check digit is wrong on purpose:
 * it belongs to nobody (trust rule 30). `sequence` is 0 to 499.
 */
export function invalidIdNumber(division: string, birthDate: Day, sex: Sex, sequence: number): string {
  const order = String(sequence * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0')
  const body = `${division}${birthDate.replaceAll('-', '')}${order}`
  const wrong = parseIdNumber(`${body}5`)?.checksum ? '6' : '5'
  return body + wrong
}
