import { describe, expect, it } from 'vitest'
import { canonicalGrade, classKey, fullClassName } from './schoolClass.ts'

const keyOf = (grade: string, className: string) => classKey(fullClassName(grade, className))

describe('a class', () => {
  it.each([
    ['七年级', '3班'],
    ['7年级', '（3）班'],
    ['初一', '三班'],
    ['七', '七年级3班'],
    ['七年级', '7年级(3)班'],
    ['七年级', '3'],
    ['七年级', '七（3）班'],
    ['七年级', '初一（3）班'],
  ])('%s %s is class 3 of year 7', (grade, className) => {
    expect(keyOf(grade, className)).toBe(classKey('七年级（3）班'))
  })

  it.each([
    ['七年级', '13班', '七年级十三班'],
    ['八年级', '3班', '八(3)班'],
    ['大班', '大一班', '大班大1班'],
    ['大班', '大班', '大班'],
    ['2024级', '护理1班', '2024级护理一班'],
    ['高一', '10班', '高一十班'],
  ])('%s %s is %s', (grade, className, name) => {
    expect(keyOf(grade, className)).toBe(classKey(name))
    expect(keyOf(grade, className)).not.toBe(classKey('七年级3班'))
  })

  it.each([
    ['初一', '(3)班', '七年级（3）班'],
    ['七年级', '七年级三班', '七年级（3）班'],
    ['高一', '高一（10）班', '高一（10）班'],
    ['2024级', '护理1班', '2024级护理1班'],
    ['大班', '大班', '大班'],
  ])('%s %s is named %s', (grade, className, name) => {
    expect(fullClassName(grade, className)).toBe(name)
  })
})

it.each([
  ['7年级', '七年级'],
  ['初三', '九年级'],
  ['高一', '高一'],
  ['２０２４级', '2024级'],
])('the grade %s is %s', (written, grade) => {
  expect(canonicalGrade(written)).toBe(grade)
})
