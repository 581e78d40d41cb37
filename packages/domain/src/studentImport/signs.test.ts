import { expect, it } from 'vitest'
import { LIST_SIGNS } from '../sweeps/signs.ts'
import { parseRow } from './parseRow.ts'
import { mergedSigns, parseSigns, SIGN_CHOICES, SIGN_COLUMNS, signsOf } from './signs.ts'

const present = (...told: Parameters<typeof parseSigns>) =>
  parseSigns(...told)
    ?.filter(sign => sign.present)
    .map(({ code }) => code) ?? null

it.each([
  ['familySituation', '留守儿童', ['leftBehind']],
  ['familySituation', '单亲家庭、父母服刑', ['singleParent', 'parentInCustody']],
  ['familySituation', '事实无人抚养；家庭变故', ['orphan', 'familyMisfortune']],
  ['familySituation', '无', []],
  ['specialNeeds', '听力残疾', ['diagnosedNeeds']],
  ['specialNeeds', '否', []],
  ['certifiedBy', '残联,民政', ['certifiedHardship']],
  ['entryWish', '希望入园', ['preschoolWish']],
  ['entryWish', '待就业', ['jobSearch']],
  ['familySituation', '和睦', null],
] as const)('%s “%s” tells %o', (column, text, expected) => {
  expect(present(column, text)).toEqual(expected)
})

it.each(['精神残疾', '心理障碍'])('a psychological finding, %s, is passed over without a trace', word => {
  expect(parseSigns('specialNeeds', word)).toEqual([])
})

it('an empty cell says nothing, 无 takes back what an earlier list said', () => {
  expect(parseSigns('specialNeeds', '')).toEqual([])
  expect(parseSigns('specialNeeds', '无')).toEqual([{ code: 'diagnosedNeeds', present: false }])
})

it('every choice of the template is understood, and every sign of a list can be told by one column', () => {
  for (const column of SIGN_COLUMNS)
    for (const choice of SIGN_CHOICES[column]) expect(parseSigns(column, choice)).not.toBeNull()
  expect(SIGN_COLUMNS.flatMap(signsOf).sort()).toEqual([...LIST_SIGNS].sort())
})

it('a word that nobody knows is a warning, so that lists that were good stay good', () => {
  const { faults, warnings, fields } = parseRow({ familySituation: '核心家庭' }, '2026-11-21')
  expect(faults.some(({ column }) => column === 'familySituation')).toBe(false)
  expect(warnings).toContainEqual({ column: 'familySituation', code: 'sign_not_understood' })
  expect(fields.signs).toEqual([])
})

it('of several rows about one child, what one says is so, is so', () => {
  const told = [
    { code: 'orphan', present: false },
    { code: 'orphan', present: true },
  ] as const
  expect(mergedSigns(told)).toEqual([{ code: 'orphan', present: true }])
})
