import type { ProblemCode } from './problem.ts'

/** What a problem means and what to do about it, in the words of the people who meet it. */
export const problemText: Readonly<Record<ProblemCode, { readonly 'zh-CN': string; readonly en: string }>> = {
  // HTTP
  invalid_input: {
    'zh-CN': '有内容填写不正确，请按提示修改',
    en: 'Some entries are not right; please correct them as marked',
  },
  unauthenticated: { 'zh-CN': '登录已失效，请重新登录', en: 'Your sign-in has ended; please sign in again' },
  not_allowed: {
    'zh-CN': '您的角色没有此项权限，如有需要请联系本校资助专干',
    en: 'Your role may not do this; ask the aid officer of your school if you need it',
  },
  not_found: {
    'zh-CN': '没有找到，可能已被删除或不在您的权限范围内',
    en: 'Not found: it may be gone or outside of your reach',
  },
  method_not_allowed: { 'zh-CN': '此地址不支持这种操作', en: 'This address does not support that method' },
  not_acceptable: { 'zh-CN': '无法按所要求的格式回复', en: 'The requested format cannot be given' },
  request_timeout: {
    'zh-CN': '请求超时，请检查网络后重试',
    en: 'The request took too long; check the network and try again',
  },
  in_flight: {
    'zh-CN': '同一操作正在处理，请稍候',
    en: 'The same request is being worked on; please wait a moment',
  },
  stale_version: {
    'zh-CN': '这条记录刚被别人修改过，请核对两个版本后再保存',
    en: 'Somebody else has just changed this record; compare both versions, then save',
  },
  too_large: { 'zh-CN': '内容过大，请减小后重试', en: 'Too large; please make it smaller and try again' },
  unsupported_media_type: {
    'zh-CN': '不支持这种文件或内容类型',
    en: 'This kind of file or content is not supported',
  },
  idempotency_mismatch: {
    'zh-CN': '同一操作编号已用于不同内容，请刷新页面后重试',
    en: 'This request key was used for something else; reload the page and try again',
  },
  version_required: {
    'zh-CN': '缺少记录版本，请刷新页面后重试',
    en: 'The record’s version is missing; reload the page and try again',
  },
  idempotency_key_required: {
    'zh-CN': '缺少操作编号，请刷新页面后重试',
    en: 'The request key is missing; reload the page and try again',
  },
  too_many_requests: { 'zh-CN': '操作过于频繁，请稍后再试', en: 'Too many requests; please wait a moment' },
  internal: {
    'zh-CN': '系统出现问题，您的内容没有丢失，请稍后重试；若仍不行，请把编号告诉管理员',
    en: 'Something went wrong on our side; nothing of yours is lost. Try again, or tell the administrator the code',
  },
  unavailable: {
    'zh-CN': '系统繁忙或正在维护，请稍后重试',
    en: 'The system is busy or under maintenance; please try again shortly',
  },
  // visits
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
  // applications
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
  // reading
  own_reading: {
    'zh-CN': '不能由本人说明自己的查阅情况，请由另一位负责人核实',
    en: 'Nobody explains their own reading; somebody else has to look at it',
  },
  reading_settled: {
    'zh-CN': '这条提醒已经有核实结果',
    en: 'It has been found out already',
  },
  // panels
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
  quorum_missing: {
    'zh-CN': '未回避的成员人数不足，请补充成员',
    en: 'Too few members who may vote; name one more',
  },
  opinion_missing: { 'zh-CN': '还有成员没有提交意见', en: 'A member has not given an opinion yet' },
  decline_reason_required: {
    'zh-CN': '评议不通过时请选择原因',
    en: 'Choose a reason when the panel declines',
  },
  // determination
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
  // provisional support, reconsideration, delegates, services
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
  // sweeps
  proposal_decided: {
    'zh-CN': '这条建议已经有人处理过，请刷新后查看',
    en: 'Somebody has already decided on this proposal; reload to see how',
  },
  confirmation_missing: {
    'zh-CN': '请先与家庭核对情况并取得同意，再确认',
    en: 'Check the facts with the family and get their consent before you confirm',
  },
  dismissal_note_required: { 'zh-CN': '选择“其他”时请写明原因', en: 'With “other”, say which reason' },
  // imports
  import_not_ready: { 'zh-CN': '文件还在读取，请稍候', en: 'The file is still being read; please wait' },
  import_has_faults: {
    'zh-CN': '还有行存在错误，请全部改正后再确认',
    en: 'Some rows still have faults; correct them all, then confirm',
  },
  import_expired: {
    'zh-CN': '这次导入已过期，请重新上传文件',
    en: 'This import has expired; please upload the file again',
  },
  // evidence
  file_not_allowed: {
    'zh-CN': '只接受图片（JPEG、PNG、WebP）、PDF 和新版 Office 文件（docx、xlsx、pptx），请另存后再上传',
    en: 'Only pictures (JPEG, PNG, WebP), PDF and current Office files (docx, xlsx, pptx); please save it as one of these',
  },
  file_damaged: {
    'zh-CN': '文件是空的或已损坏，请在本机打开确认后重新上传',
    en: 'The file is empty or damaged; open it on your own machine, then upload it again',
  },
  file_has_macros: {
    'zh-CN': '文件里有宏、脚本或外部链接的内容，请另存为不带宏的文件，或打印成 PDF 后上传',
    en: 'The file holds macros, scripts or linked content; save it without them, or print it as a PDF',
  },
  file_locked: {
    'zh-CN': '文件设有密码或加密保护，请取消密码后重新上传',
    en: 'The file is protected by a password or encrypted; remove the protection and upload it again',
  },
  file_too_large_inside: {
    'zh-CN': '图片像素过大，或文件展开后过大，请缩小或拆分后上传',
    en: 'Too many pixels, or too much once unpacked; please make it smaller or split it',
  },
  file_not_pure: {
    'zh-CN': '文件末尾附带了其他内容，请另存一份后重新上传',
    en: 'Something else is attached to the end of the file; save a fresh copy and upload that',
  },
  file_infected: {
    'zh-CN': '病毒检查没有通过，文件未保存，请联系学校的信息老师',
    en: 'The virus check refused the file, so it was not kept; ask the IT staff of your school',
  },
  evidence_full: {
    'zh-CN': '佐证材料已达到份数上限，可把多页合成一个 PDF',
    en: 'This request has as many files as it may; several pages can go into one PDF',
  },
  evidence_settled: {
    'zh-CN': '提交以后的材料不能再删改，可以补充新的材料',
    en: 'What was submitted is neither changed nor removed; you may add another file',
  },
  // exports
  export_own: {
    'zh-CN': '不能批准自己提出的导出申请',
    en: 'You asked for this workbook, so somebody else must approve it',
  },
  export_needs_head: {
    'zh-CN': '这项导出须由学校负责人批准',
    en: 'The school head must approve this workbook',
  },
  export_not_ready: {
    'zh-CN': '文件还没有生成好，请稍候',
    en: 'The workbook is not ready yet; please wait a moment',
  },
  export_taken: {
    'zh-CN': '文件只能下载一次，已经下载过；如仍需要请重新申请',
    en: 'A workbook can be downloaded once, and it was; ask again if you still need it',
  },
  export_expired: {
    'zh-CN': '这次导出已过期，请重新申请',
    en: 'This export has expired; please ask again',
  },
  ticket_invalid: {
    'zh-CN': '下载凭证无效或已过期，请重新点“下载”',
    en: 'The right to download has expired or is not valid; choose “Download” again',
  },
  // episodes, transfers and notices
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
  // settings
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
}
