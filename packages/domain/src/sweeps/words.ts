import type { Locale } from '../words.ts'
import type { ResultRemark } from './results.ts'
import type { Sign, SignCode, SignSource } from './signs.ts'
import type {
  ApplicationSource,
  DismissalReason,
  ProposalKind,
  ProposalState,
  ProposedReason,
} from './sweep.ts'

type Words<Code extends string> = Readonly<Record<Code, Readonly<Record<Locale, string>>>>

const pair = (zh: string, en: string) => ({ 'zh-CN': zh, en })

export const signSourceWords: Words<SignSource> = {
  list: pair('学生名单', 'Student list'),
  results: pair('学业成绩表', 'Results'),
  visit: pair('家访记录', 'Home visits'),
  aid: pair('资助记录', 'Aid records'),
}

/** `#` stands for the number. */
export const signWords: Words<SignCode> = {
  orphan: pair('孤儿或事实无人抚养', 'Orphan, or de facto without care'),
  leftBehind: pair('留守儿童', 'Left behind by parents who work elsewhere'),
  singleParent: pair('单亲或父母离异', 'Single parent, or parents divorced'),
  parentInCustody: pair('父母服刑或在矫正、帮教中', 'Parent in custody or correction'),
  familyMisfortune: pair('家庭变故或家人重大疾病', 'Misfortune or serious illness in the family'),
  diagnosedNeeds: pair('经诊断评估有特殊需要', 'Special needs, found by a diagnosis'),
  preschoolWish: pair('希望入园', 'Wants a kindergarten place'),
  certifiedHardship: pair('经有关部门认定', 'Certified by an authority'),
  jobSearch: pair('就业困难', 'Difficulty finding work'),
  rankPercent: pair('年级位次百分比 #，在后段', 'Place in the year at # percent from the top'),
  failedSubjects: pair('# 门不及格', '# subjects failed'),
  absenceDays: pair('缺课 # 天', '# days absent'),
  violations: pair('违纪 # 次', '# breaches of rules'),
  bullyingCases: pair('欺凌事件 # 起', 'Cases of bullying: #'),
  extremeHardship: pair('认定为特别困难', 'Recognised as in extreme hardship'),
  aidLines: pair('本学年受助 # 笔', '# payments this academic year'),
  notVisited: pair('本期还没有家访', 'Not visited yet in this period'),
  neverReached: pair('本期家访没有见到家人', 'Visited in this period, but nobody was met'),
}

/** What is wrong with a row of results. */
export const resultRemarkWords: Words<ResultRemark> = {
  no_identity: pair(
    '请填写证件号全号，或姓名、班级和证件号后四位',
    'Give the whole ID number, or name, class and the last four of it',
  ),
  bad_value: pair(
    '有数字不正确：位次写成 114/120 或 95%，其余填整数',
    'A figure is not right: write a place as 114/120 or 95 %, the others as whole numbers',
  ),
  nothing_told: pair('没有填写任何数字', 'Holds no figure'),
  not_found: pair('本校在校学生中没有找到', 'Nobody enrolled at this school fits'),
  not_unique: pair('有多名学生符合，请填写证件号全号', 'Several students fit; give the whole ID number'),
  repeated: pair('与前面的一行是同一名学生', 'The same student stands in a row above'),
}

export const dismissalWords: Words<DismissalReason> = {
  factsWrong: pair('信息不准确或已变化', 'The facts are wrong or out of date'),
  alreadyHelped: pair('已有其他支持', 'Already supported otherwise'),
  familyDeclines: pair('家庭不愿意', 'The family does not wish it'),
  noNeed: pair('了解后认为暂不需要', 'No need at present, as far as we know'),
  other: pair('其他', 'Other'),
}

export const applicationSourceWords: Words<ApplicationSource> = {
  own: pair('本人或家庭提出', 'Asked for by the family'),
  proxy: pair('教师代为提出', 'Asked for by a teacher'),
  proposedBySystem: pair('摸排发现，教师核实后提出', 'Found by a sweep, taken up by staff'),
}

export const proposalKindWords: Words<ProposalKind> = {
  application: pair('建议发起申请', 'A request is suggested'),
  withoutApplication: pair('免申即享，事后确认', 'Without application, to be confirmed'),
}

export const proposalStateWords: Words<ProposalState> = {
  proposed: pair('待处理', 'To be decided'),
  accepted: pair('已采纳', 'Taken up'),
  dismissed: pair('已排除', 'Set aside'),
  superseded: pair('已由新的摸排代替', 'Replaced by a newer sweep'),
}

/** One fact with its source and date: `3 门不及格（学业成绩表，2026-2027 学年第一学期，2026-11-10）`. */
export function factInWords(sign: Sign, locale: Locale): string {
  return signWords[sign.code][locale].replace('#', String(sign.amount ?? '')) + sourceInWords(sign, locale)
}

/** Where a fact comes from and when it was noted, in brackets; the same fact may be named by its reason already. */
export function sourceInWords({ source, period, observedOn }: Sign, locale: Locale): string {
  const where = [signSourceWords[source][locale], period && periodInWords(period, locale), observedOn].filter(
    Boolean,
  )
  return locale === 'en' ? ` (${where.join(', ')})` : `（${where.join('，')}）`
}

/** What a draft says that comes of a proposal: each fact on a line of its own, for staff to go on from (2,000 characters). */
export function draftText(reasons: readonly ProposedReason[]): string {
  const facts = reasons.flatMap(reason => reason.facts.map(fact => factInWords(fact, 'zh-CN')))
  return [...new Set(facts)].join('\n').slice(0, 2_000)
}

/** `2026-1` as schools say it. */
export function periodInWords(period: string, locale: Locale): string {
  const [year = '', half] = period.split('-')
  const years = `${year}-${Number(year) + 1}`
  if (half === undefined) return locale === 'en' ? years : `${years} 学年`
  if (locale === 'en') return `${years}, semester ${half}`
  return `${years} 学年第${half === '1' ? '一' : '二'}学期`
}
