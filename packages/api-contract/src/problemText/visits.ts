import type { ProblemTexts } from './texts.ts'

/** Home visits, and plans of them. */
export const visitText = {
  visit_mode_not_allowed: {
    'zh-CN': '本学段不允许采用这种家访方式',
    en: 'This way of visiting is not allowed at this school stage',
  },
  visit_in_future: { 'zh-CN': '家访日期不能晚于今天', en: 'The visit cannot be later than today' },
  visit_too_old: {
    'zh-CN': '家访日期早于本学年，请核对',
    en: 'The visit is before this academic year; please check the date',
  },
  visit_partner_required: {
    'zh-CN': '委托或联合家访，请写明由哪所学校或哪位人员参与',
    en: 'A delegated or joint visit names the school or person that takes part',
  },
  visit_request_closed: {
    'zh-CN': '这份申请已经办结或撤回；家访记录仍可以保存，不归入申请',
    en: 'That request has ended; the visit can still be saved without it',
  },
  visit_plan_in_past: { 'zh-CN': '计划日期不能早于今天', en: 'A visit cannot be planned for a day gone by' },
  visitor_not_eligible: {
    'zh-CN': '这位老师不能为该学生记录家访，请另选一位',
    en: 'This colleague may not record a visit for the student; please choose another',
  },
  visit_already_planned: {
    'zh-CN': '这位学生已经安排了家访，可以改派或改期',
    en: 'A visit to this student is planned already; change that plan instead',
  },
  visit_plan_settled: {
    'zh-CN': '这次家访已经完成或取消',
    en: 'This visit has been made or cancelled already',
  },
} satisfies ProblemTexts
