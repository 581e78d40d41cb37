import type { ProblemTexts } from './texts.ts'

/** Requests, from the draft to the end of screening, and unusual reading of files. */
export const applicationText = {
  wrong_status: {
    'zh-CN': '申请已进入其他环节，请刷新后查看',
    en: 'The request has moved on; reload to see where it is',
  },
  not_yours: {
    'zh-CN': '只有填写人本人可以操作（谁填报谁负责）',
    en: 'Only the person who entered it may do this',
  },
  category_required: { 'zh-CN': '请至少选择一项申请的资助内容', en: 'Choose at least one kind of help' },
  dilemma_required: { 'zh-CN': '请至少选择一类成长困境', en: 'Choose at least one growth dilemma' },
  reason_required: { 'zh-CN': '请为每类成长困境选择具体情形', en: 'Choose a reason for each growth dilemma' },
  facts_required: { 'zh-CN': '请陈述事实和理由', en: 'State the facts and reasons' },
  diagnosis_required: {
    'zh-CN': '申请特殊教育须填写诊断评估情况',
    en: 'Special education needs the diagnosis or assessment',
  },
  relation_required: {
    'zh-CN': '请填写监护人与学生的关系',
    en: 'State how the guardian is related to the student',
  },
  consent_required: {
    'zh-CN': '请确认已向家庭说明并取得同意',
    en: 'Confirm that the family was informed and agreed',
  },
  application_already_open: {
    'zh-CN': '该学生已有一份正在办理的申请',
    en: 'This student already has an open request',
  },
  episode_already_active: {
    'zh-CN': '该学生已在接受重点帮扶',
    en: 'This student is already receiving focused help',
  },
  student_not_enrolled: {
    'zh-CN': '该学生目前不在校，不能申请',
    en: 'This student is not enrolled at present',
  },
  own_intake: {
    'zh-CN': '不能受理自己填写的申请，请由其他专干受理',
    en: 'You entered this request, so another officer must screen it',
  },
  sensitive_check_missing: {
    'zh-CN': '请先完成特殊身份核查',
    en: 'Complete the check for sensitive applicants first',
  },
  visit_missing: {
    'zh-CN': '尚无有效家访记录，须先家访后认定',
    en: 'No valid home visit yet: visit first, then determine',
  },
  duplicate_unresolved: {
    'zh-CN': '有疑似重复的登记还没有核对，请逐项选择核对结果',
    en: 'Some entries may be the same child; please say for each what you found',
  },
  duplicate_confirmed: {
    'zh-CN': '已确认是同一名学生重复登记，不能通过初核，请退回或撤回这份申请',
    en: 'This is the same child entered twice; return or withdraw the request instead',
  },
  enterer_present: {
    'zh-CN': '填写人仍在岗，请由填写人继续办理',
    en: 'Whoever entered it still works here and goes on with it',
  },
  own_reading: {
    'zh-CN': '不能由本人说明自己的查阅情况，请由另一位负责人核实',
    en: 'Nobody explains their own reading; somebody else has to look at it',
  },
  reading_settled: {
    'zh-CN': '这条提醒已经有核实结果',
    en: 'It has been found out already',
  },
} satisfies ProblemTexts
