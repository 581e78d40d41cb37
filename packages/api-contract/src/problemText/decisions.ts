import type { ProblemTexts } from './texts.ts'

/** What the school head confirms, and what goes before and comes after. */
export const decisionText = {
  decider_submitted: {
    'zh-CN': '不能确认自己填写的申请',
    en: 'You entered this request, so somebody else must confirm it',
  },
  decider_chaired: {
    'zh-CN': '担任组长的人不能再作确认',
    en: 'Whoever chaired the panel cannot confirm as well',
  },
  decider_recommended_alone: {
    'zh-CN': '唯一的赞成者不能再作确认',
    en: 'The only one in favour cannot confirm as well',
  },
  services_required: { 'zh-CN': '请至少约定一项资助服务', en: 'Agree on at least one service' },
  service_category_not_asked: {
    'zh-CN': '所列服务不在申请的资助内容之内',
    en: 'A service is not of a kind that was asked for',
  },
  not_a_crisis: {
    'zh-CN': '心理教师只能在突发变故或心理危机时启动先行支持，其他情形请由资助专干启动',
    en: 'Outside of a crisis the aid officer starts provisional support, not the psych teacher',
  },
  provisional_already_given: {
    'zh-CN': '这份申请已经启动过先行支持，只能启动一次',
    en: 'Provisional support was started for this request before; it starts once',
  },
  already_reconsidered: {
    'zh-CN': '这份申请已经复议过，不能再次复议',
    en: 'This request was reconsidered before; it happens once',
  },
  member_stepped_back: {
    'zh-CN': '首次评议中已回避的人员不能参加复议',
    en: 'Whoever stepped back from the first panel cannot sit on this one',
  },
  chair_sat_before: {
    'zh-CN': '首次评议的组长不能再任组长，请另选一位',
    en: 'The chair of the first panel cannot lead this one; choose somebody else',
  },
  too_many_sat_before: {
    'zh-CN': '参加过首次评议的成员不能超过一半，请更换成员',
    en: 'At most half of the members may have sat on the first panel; choose others',
  },
  delegate_not_eligible: {
    'zh-CN': '受委托人须是本校教师，且不能是资助专干或学校负责人',
    en: 'The delegate must be a teacher of the school, and neither an aid officer nor a head',
  },
  delegation_too_long: {
    'zh-CN': '委托的截止日期须在今天以后，且不能超过规定的最长期限',
    en: 'The last day must not be in the past, nor later than the rule allows',
  },
  already_delegated: {
    'zh-CN': '已经委托过这位老师，请先结束原来的委托',
    en: 'This person holds a delegation already; end that one first',
  },
  delegation_over: {
    'zh-CN': '这项委托已经结束、过期或已被接受',
    en: 'This delegation has ended, is over, or was accepted before',
  },
  service_not_open: {
    'zh-CN': '这项服务不能这样更新，请刷新后查看最新进展',
    en: 'This service cannot be updated like that; reload to see how it stands',
  },
  service_of_others: {
    'zh-CN': '这项服务由资助专干或该生导师更新',
    en: 'The aid officer or the student’s mentor updates this service',
  },
  service_day_wrong: {
    'zh-CN': '日期不能晚于今天，也不能早于上一次更新',
    en: 'The day can be neither later than today nor before the last update',
  },
} satisfies ProblemTexts
