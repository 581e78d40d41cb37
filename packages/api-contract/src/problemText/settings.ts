import type { ProblemTexts } from './texts.ts'

/** Policy, and the school calendar. */
export const settingText = {
  setting_not_at_this_level: {
    'zh-CN': '这一项不由本级设置，请联系上级管理部门',
    en: 'This is not set at this level; ask the level above',
  },
  setting_out_of_range: { 'zh-CN': '数值超出允许的范围', en: 'This value is outside of what is allowed' },
  setting_unchanged: { 'zh-CN': '与现在的设置相同，无需提出', en: 'This is what is set already' },
  setting_contradicts: {
    'zh-CN': '与另一项设置矛盾：提醒时间须早于办结时限',
    en: 'This contradicts another value: the warning comes before the time is up',
  },
  setting_in_the_past: {
    'zh-CN': '生效日期须是今天或以后两年以内',
    en: 'It takes effect today or later, within two years',
  },
  setting_waiting: {
    'zh-CN': '这一项已有待批准的修改，请先处理',
    en: 'A change of this value waits for a decision already',
  },
  setting_decided: { 'zh-CN': '这项修改已经处理过', en: 'This change has been decided already' },
  setting_own: {
    'zh-CN': '不能批准自己提出的修改，请另一位负责人处理',
    en: 'Nobody decides about their own proposal; another person does',
  },
  setting_not_own: { 'zh-CN': '只有提出人可以撤回', en: 'Only whoever proposed it may take it back' },
  setting_remark_required: { 'zh-CN': '不同意时请说明原因', en: 'Say why when you turn it down' },
  calendar_two_semesters: {
    'zh-CN': '一个学年须有上、下两个学期，按顺序填写',
    en: 'An academic year has two semesters, in their order',
  },
  calendar_order: { 'zh-CN': '结束日期不能早于开始日期', en: 'The end lies before the beginning' },
  calendar_outside_year: {
    'zh-CN': '日期不在这个学年内（9 月 1 日至次年 8 月 31 日）',
    en: 'This day is not in the academic year (1 September to 31 August)',
  },
  calendar_overlap: { 'zh-CN': '与前面的一段日期重叠', en: 'This overlaps with a line before it' },
  calendar_semester_length: {
    'zh-CN': '学期长度不合理（应在 60 至 200 天之间），请核对日期',
    en: 'A semester has 60 to 200 days; please check the dates',
  },
  calendar_make_up_weekday: {
    'zh-CN': '调休上课日应是周六或周日',
    en: 'A make-up day is a Saturday or a Sunday',
  },
} satisfies ProblemTexts
