import type { ListSign } from '../sweeps/signs.ts'
import { normaliseCode } from './normalise.ts'

/** Columns that say what else is true of a child; none is required, and an empty cell says nothing. */
export const SIGN_COLUMNS = ['familySituation', 'specialNeeds', 'certifiedBy', 'entryWish'] as const
export type SignColumn = (typeof SIGN_COLUMNS)[number]

/** What one row says of one sign: that it is so, or that it is not so any more. */
export interface ToldSign {
  readonly code: ListSign
  readonly present: boolean
}

type Vocabulary = Partial<Record<ListSign, readonly string[]>>

const WORDS_OF: Readonly<Record<SignColumn, Vocabulary>> = {
  familySituation: {
    orphan: ['孤儿', '事实无人抚养', '事实无人抚养儿童', '事实孤儿'],
    leftBehind: ['留守儿童', '留守', '农村留守儿童'],
    singleParent: ['单亲', '单亲家庭', '离异', '离异家庭', '父母离异', '离异或单亲'],
    parentInCustody: ['父母服刑', '服刑人员子女', '社区矫正对象子女', '安置帮教对象子女'],
    familyMisfortune: ['家庭变故', '突发变故', '重大疾病', '家人重病', '遭遇灾害'],
  },
  specialNeeds: {
    diagnosedNeeds: [
      '有',
      '是',
      '有诊断评估',
      '视力残疾',
      '听力残疾',
      '言语残疾',
      '肢体残疾',
      '智力残疾',
      '多重残疾',
    ],
  },
  certifiedBy: { certifiedHardship: ['民政', '农业农村', '残联', '总工会', '民政部门', '农业农村部门'] },
  entryWish: {
    preschoolWish: ['希望入园', '希望接受学前教育'],
    jobSearch: ['就业困难', '待就业', '求职中'],
  },
}

/** Says that nothing of the column holds, and takes back what an earlier list said. */
const NOTHING = ['无', '否', '没有', '正常']
/** Findings of the psychological tier stay there: such a word is passed over without a trace (F2). */
const NOT_TAKEN = ['精神残疾', '心理障碍', '心理问题']

/** The choices of the template's lists. */
export const SIGN_CHOICES: Readonly<Record<SignColumn, readonly string[]>> = {
  familySituation: ['孤儿', '事实无人抚养', '留守儿童', '单亲家庭', '父母服刑', '家庭变故', '重大疾病', '无'],
  specialNeeds: ['有', '无'],
  certifiedBy: ['民政', '农业农村', '残联', '总工会', '无'],
  entryWish: ['希望入园', '就业困难', '无'],
}

/** What a cell says, `留守儿童、单亲家庭`; null where a word of it is not known, and then the cell says nothing. */
export function parseSigns(column: SignColumn, text: string): ToldSign[] | null {
  const words = normaliseCode(text)
    .split(/[、,;/]/)
    .filter(word => word !== '' && !NOT_TAKEN.includes(word))
  if (words.length === 0) return []
  const known = Object.entries(WORDS_OF[column]) as [ListSign, readonly string[]][]
  const isKnown = (word: string) =>
    NOTHING.includes(word) || known.some(([, synonyms]) => synonyms.includes(word))
  if (!words.every(isKnown)) return null
  return known.map(([code, synonyms]) => ({ code, present: words.some(word => synonyms.includes(word)) }))
}

/** The signs that a column can tell. */
export function signsOf(column: SignColumn): readonly ListSign[] {
  return Object.keys(WORDS_OF[column]) as ListSign[]
}

/** Each sign once; what one row says is so, is so. */
export function mergedSigns(told: readonly ToldSign[]): ToldSign[] {
  const codes = [...new Set(told.map(({ code }) => code))]
  return codes.map(code => ({ code, present: told.some(sign => sign.code === code && sign.present) }))
}
