import type { ProblemTexts } from './texts.ts'

/** Collective review, and meetings that judge several requests. */
export const panelText = {
  panel_missing: { 'zh-CN': '尚未组成评议小组', en: 'No panel has been convened yet' },
  panel_already_convened: { 'zh-CN': '评议小组已经组成', en: 'The panel has been convened already' },
  panel_closed: { 'zh-CN': '评议已经结束', en: 'The panel is closed' },
  too_few_members: { 'zh-CN': '评议成员人数不足', en: 'Too few panel members' },
  member_twice: { 'zh-CN': '同一成员被重复选择', en: 'A member was named twice' },
  member_not_eligible: {
    'zh-CN': '所选人员不是本校评议成员',
    en: 'A person chosen is not a panel member of this school',
  },
  member_is_applicant: {
    'zh-CN': '填写或提交该申请的人不能参加评议',
    en: 'Whoever wrote or submitted the request cannot sit on its panel',
  },
  member_is_own_mentor: {
    'zh-CN': '该生的导师不能参加评议',
    en: 'The student’s own mentor cannot sit on the panel',
  },
  member_is_own_teacher: {
    'zh-CN': '按本地规定，该生的班主任不参加评议',
    en: 'By the local rule, the student’s class teacher does not sit on the panel',
  },
  panel_full: { 'zh-CN': '评议小组人数已达上限', en: 'The panel has as many members as it can hold' },
  opinions_open: {
    'zh-CN': '全部意见已公开，不能再增加成员',
    en: 'All opinions are open, so nobody can join any more',
  },
  chair_not_member: { 'zh-CN': '组长须从评议成员中产生', en: 'The chair must be one of the members' },
  chair_is_head: {
    'zh-CN': '学校负责人负责最后确认，不能担任组长',
    en: 'The school head confirms in the end, so cannot chair the panel',
  },
  case_required: { 'zh-CN': '请至少选择一件申请', en: 'Choose at least one request' },
  case_twice: { 'zh-CN': '同一申请被重复列入议程', en: 'A request stands on the agenda twice' },
  title_names_student: {
    'zh-CN': '会议名称会显示在列表和会场屏幕上，请不要写学生姓名',
    en: 'The title is shown in lists and on screens in the room: leave out the names of students',
  },
  meeting_in_past: { 'zh-CN': '会议时间不能早于今天', en: 'The meeting cannot be before today' },
  meeting_over: { 'zh-CN': '会议已结束或已取消', en: 'The meeting is over or was cancelled' },
  not_a_member: { 'zh-CN': '您不是本次评议的成员', en: 'You do not sit on this panel' },
  recused: { 'zh-CN': '您已回避本次评议', en: 'You have stepped back from this panel' },
  already_recused: { 'zh-CN': '已经登记回避', en: 'The recusal is on record already' },
  already_voted: {
    'zh-CN': '您已提交评议意见，意见不可更改',
    en: 'You have given your opinion; it cannot be changed',
  },
  not_the_chair: { 'zh-CN': '只有组长可以结束评议', en: 'Only the chair may close the panel' },
  member_not_gone: {
    'zh-CN': '只能请已离岗、还没有提交意见的成员退出',
    en: 'Only a member who has left and has not judged can be released',
  },
  quorum_missing: {
    'zh-CN': '未回避的成员人数不足，请补充成员',
    en: 'Too few members who may vote; name one more',
  },
  opinion_missing: { 'zh-CN': '还有成员没有提交意见', en: 'A member has not given an opinion yet' },
  decline_reason_required: {
    'zh-CN': '评议不通过时请选择原因',
    en: 'Choose a reason when the panel declines',
  },
} satisfies ProblemTexts
