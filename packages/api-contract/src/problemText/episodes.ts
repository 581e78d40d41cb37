import type { ProblemTexts } from './texts.ts'

/** Reviews and ends of running help, transfers, and notices. */
export const episodeText = {
  evidence_incomplete: {
    'zh-CN': '请为每一项支持内容各写一条依据',
    en: 'Give evidence once for each kind of help, and for no other',
  },
  panel_not_closed: { 'zh-CN': '评议还没有结束', en: 'The panel has not been closed' },
  note_required: { 'zh-CN': '不同意时请写明理由', en: 'Say why you do not agree' },
  plan_required: { 'zh-CN': '请写明逐步退出的安排', en: 'Say how the help tapers off' },
  plan_not_wanted: {
    'zh-CN': '评议意见不是逐步退出，不需要安排',
    en: 'The panel did not find that the help should taper off; leave the plan out',
  },
  plan_out_of_order: {
    'zh-CN': '各步日期应按先后排列，在今天之后、结束日之前',
    en: 'The steps must lie in order, after today and before the last day',
  },
  plan_too_long: {
    'zh-CN': '结束日超过了规定的最长期限',
    en: 'The last day is later than the policy allows',
  },
  transfer_open: {
    'zh-CN': '已向其他学校发出转接，请先等对方答复或撤回',
    en: 'A transfer has been offered; wait for the answer or take it back first',
  },
  transfer_not_open: {
    'zh-CN': '这份转接已经答复或撤回',
    en: 'This transfer has been answered or taken back',
  },
  transfer_expired: {
    'zh-CN': '已过接收期限，学生仍由原学校支持；如仍需转接，请对方重新发出',
    en: 'The time to accept is over and the student stays; ask the other school to offer again',
  },
  transfer_school_unknown: {
    'zh-CN': '没有找到这所学校，请重新选择',
    en: 'There is no such school; choose again',
  },
  transfer_same_school: { 'zh-CN': '转入学校不能是本校', en: 'That is your own school' },
  transfer_class_elsewhere: { 'zh-CN': '请选择本校的班级', en: 'Choose a class of your own school' },
  transfer_student_known: {
    'zh-CN': '本校名单中已有这名学生，请先核对名单',
    en: 'This student is on your list already; check the list first',
  },
  compulsory_education: {
    'zh-CN': '义务教育阶段不得退学或开除，请按控辍保学要求劝返',
    en: 'In compulsory education nobody is withdrawn or expelled; follow the rules against dropping out',
  },
  notice_too_late: { 'zh-CN': '生效日期已过，须在生效前告知', en: 'It must be told before it takes effect' },
  notice_already_open: {
    'zh-CN': '这名学生已有一份待处理的告知',
    en: 'A notice for this student is waiting already',
  },
  notice_acknowledged: { 'zh-CN': '这份告知已经处理', en: 'This notice has been handled' },
} satisfies ProblemTexts
