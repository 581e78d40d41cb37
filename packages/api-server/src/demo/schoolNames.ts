import type { SchoolStage } from '@sunshine-aid/domain'

// Pairs that read like a school's name, put together from characters that schools of these parts do not use.
const FIRST = Array.from('霁筠沅澄蘅芃昀溯栩洵岫聆霖菁泠樾湄皓笙漪')
const SECOND = Array.from('禾溪岚谷枫屿棠泊汀桥渚荷舟亭榆岭芦麓帆苑')

const KINDS: Readonly<Record<SchoolStage, readonly string[]>> = {
  preschool: ['幼儿园', '中心幼儿园'],
  primary: ['小学', '中心小学'],
  juniorHigh: ['初级中学', '中学初中部'],
  seniorHigh: ['高级中学'],
  vocational: ['中等专业学校', '职业高级中学'],
  higherEd: ['职业技术学院'],
}

/** Coprime to the number of pairs, so that neighbours in a county sound different and no pair repeats early. */
const STEP = 147

/** Name of the `ordinal`th school of a county: no two of one county are the same. */
export function schoolName(county: string, stage: SchoolStage, ordinal: number): string {
  const pairs = FIRST.length * SECOND.length
  const index = (ordinal * STEP) % pairs
  const first = FIRST[index % FIRST.length] ?? ''
  const second = SECOND[Math.floor(index / FIRST.length)] ?? ''
  const kinds = KINDS[stage]
  const round = Math.floor(ordinal / pairs)
  return `${county}${first}${second}${round === 0 ? '' : `第${round + 1}`}${kinds[ordinal % kinds.length] ?? ''}`
}

const CHINESE = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** Names of the grades of a stage, the youngest first. */
export const GRADES: Readonly<Record<SchoolStage, readonly string[]>> = {
  preschool: ['小班', '中班', '大班'],
  primary: [1, 2, 3, 4, 5, 6].map(grade => `${CHINESE[grade] ?? ''}年级`),
  juniorHigh: [7, 8, 9].map(grade => `${CHINESE[grade] ?? ''}年级`),
  seniorHigh: ['高一', '高二', '高三'],
  vocational: ['一年级', '二年级', '三年级'],
  higherEd: ['大一', '大二', '大三'],
}

/** Age on 1 September of a child who enters the stage's first grade. */
export const ENTRY_AGE: Readonly<Record<SchoolStage, number>> = {
  preschool: 3,
  primary: 6,
  juniorHigh: 12,
  seniorHigh: 15,
  vocational: 15,
  higherEd: 18,
}
