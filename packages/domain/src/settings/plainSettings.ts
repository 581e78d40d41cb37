import type { PolicyProfile } from '../policy.ts'
import { ALL, HIGH, later, number, REGION, type SettingDescription } from './describe.ts'
import { inBoth } from './words.ts'

/** What names a profile instead of being set in it. */
type Identity = 'id' | 'active' | 'source'
export type PlainKey = Exclude<keyof PolicyProfile, Identity | 'visits'>

const MENTORS = {
  aid: inBoth('资助育人导师', 'Aid mentor'),
  psych: inBoth('心理育人导师', 'Psychological mentor'),
  academic: inBoth('学业导师', 'Academic mentor'),
  career: inBoth('职业导师', 'Career mentor'),
}

/** A number or choice that is added to the profile does not compile until it is described here. */
export const PLAIN_SETTINGS: Readonly<Record<PlainKey, SettingDescription>> = {
  // requests
  fastChannelHours: {
    ...number(24, 168, 'hours'),
    ...later(
      'requests',
      'AP-29',
      inBoth('快速通道办结时限', 'Time of the fast channel'),
      inBoth(
        '从提交到学校确认的目标时限，退回补充时暂停。',
        'From submission to confirmation, as a goal; it stops while a request is returned.',
      ),
    ),
    effect: 'fastChannel',
  },
  fastChannelWarnHours: {
    ...number(1, 167, 'hours'),
    ...later(
      'requests',
      'AP-29',
      inBoth('快速通道提醒时间', 'When the fast channel warns'),
      inBoth(
        '计时达到这个小时数时提醒，须早于办结时限。',
        'Warns after so many running hours, before the time is up.',
      ),
    ),
    effect: 'fastChannel',
  },
  stepDays: {
    ...number(1, 30, 'schoolDays'),
    ...later(
      'requests',
      'D9',
      inBoth('每一步的办理时间', 'Time for each step'),
      inBoth(
        '轮到谁办以后，应在这么多个上学日内办完。',
        'School days within which whoever is next should act.',
      ),
    ),
  },
  stuckAfterSteps: {
    ...number(2, 10, 'times'),
    ...later(
      'requests',
      'D9',
      inBoth('停滞的倍数', 'When a request counts as stuck'),
      inBoth(
        '超过办理时间的这么多倍，就作为停滞提示给能处理的人。',
        'So many times the time for a step, and it is shown to whoever can free it.',
      ),
    ),
  },
  evidenceMaxFiles: {
    ...number(1, 30, 'files'),
    ...later(
      'requests',
      'files',
      inBoth('每份申请的材料数', 'Files of one request'),
      inBoth('一份申请最多可以附的材料。', 'As many files as one request may have.'),
    ),
  },
  evidenceMaxMegabytes: {
    ...number(1, 20, 'megabytes'),
    ...later(
      'requests',
      'files',
      inBoth('单个材料的大小', 'Size of one file'),
      inBoth('超过这个大小的文件不能上传。', 'Larger files are refused.'),
    ),
  },
  // panels
  panelQuorum: {
    ...number(3, 15, 'people'),
    ...later(
      'panels',
      'AP-06',
      inBoth('集体评议最少人数', 'Members that a panel needs'),
      inBoth(
        '未回避且已表态的成员达到这个人数，才能结束评议。',
        'A panel closes once so many who did not step back have given their opinion.',
      ),
    ),
    effect: 'panels',
  },
  ownTeacherStepsBack: {
    kind: 'switch',
    ...later(
      'panels',
      'AD-11',
      inBoth('班主任回避本班学生的评议', 'Class teachers step back for their own class'),
      inBoth(
        '开启后，班主任不能担任本班学生的评议成员。',
        'When on, a class teacher sits on no panel about the own class.',
      ),
    ),
    setBy: ALL,
  },
  delegationDays: {
    ...number(1, 180, 'days'),
    ...later(
      'panels',
      'AP-07',
      inBoth('委托确认的最长时间', 'Longest delegation'),
      inBoth(
        '学校负责人委托他人确认的最长天数。',
        'Days for which a head may let somebody confirm in their stead.',
      ),
    ),
  },
  // mentors
  requiredMentors: {
    kind: 'flags',
    choices: MENTORS,
    ...later(
      'mentors',
      'ME-02',
      inBoth('每位学生须有的导师', 'Mentors that everybody needs'),
      inBoth('支持期间须配齐的导师类别。', 'Kinds of mentor that are needed while support runs.'),
    ),
    effect: 'mentors',
  },
  anyMentorSuffices: {
    kind: 'switch',
    ...later(
      'mentors',
      'ME-02',
      inBoth('有一位导师即算覆盖', 'One mentor of any kind is enough'),
      inBoth(
        '关闭时，须配齐规定的各类导师才算覆盖。',
        'When off, every required kind is needed to count as covered.',
      ),
    ),
    effect: 'mentors',
  },
  mentorCapacity: {
    ...number(1, 30, 'students'),
    ...later(
      'mentors',
      'ME-05',
      inBoth('每位导师每学期带教人数', 'Students of one mentor in a semester'),
      inBoth('名册中没有另外写明时按此计算。', 'Holds where the roster says nothing else.'),
    ),
    setBy: ALL,
  },
  // support
  provisionalDays: {
    ...number(7, 60, 'days'),
    ...later(
      'support',
      'AP-05',
      inBoth('先行支持的天数', 'Days of provisional support'),
      inBoth(
        '到期仍未确认的自动结束；已开始的不变。',
        'Support that is not confirmed by then ends; what has begun keeps its date.',
      ),
    ),
  },
  provisionalWarnDays: {
    ...number(1, 30, 'days'),
    ...later(
      'support',
      'AP-05',
      inBoth('先行支持到期提醒', 'When provisional support warns'),
      inBoth('到期前这么多天开始提醒。', 'So many days before it ends.'),
    ),
  },
  serviceStartDays: {
    ...number(1, 60, 'schoolDays'),
    ...later(
      'support',
      'AP-07',
      inBoth('约定内容开始的时间', 'Start of agreed services'),
      inBoth(
        '超过这么多个上学日仍未开始的会提醒。',
        'A service that has not started after so many school days is late.',
      ),
    ),
  },
  reviewEveryMonths: {
    ...number(3, 24, 'months'),
    ...later(
      'support',
      'AP-30',
      inBoth('复核间隔', 'Between two reviews'),
      inBoth('支持期间每隔多久复核一次。', 'Months from one review to the next.'),
    ),
  },
  refreshEveryMonths: {
    ...number(1, 12, 'months'),
    ...later(
      'support',
      'AP-30',
      inBoth('更新间隔', 'Between two refreshes'),
      inBoth(
        '每隔多久更新一次情况，复核也算一次。',
        'Months from one refresh to the next; a review counts as one.',
      ),
    ),
  },
  reviewWarnDays: {
    ...number(1, 60, 'days'),
    ...later(
      'support',
      'AP-30',
      inBoth('复核提前提醒', 'When a review appears as due'),
      inBoth('到期前这么多天出现在待办中。', 'So many days before its day.'),
    ),
  },
  taperMaxMonths: {
    ...number(1, 6, 'months'),
    ...later(
      'support',
      'AP-32',
      inBoth('逐步结束的最长时间', 'Longest tapering'),
      inBoth(
        '逐步减少支持的计划最长几个月，不超过一学期。',
        'Months of a plan that lets support fade, a semester at most.',
      ),
    ),
  },
  transferAnswerDays: {
    ...number(1, 30, 'schoolDays'),
    ...later(
      'support',
      'AP-14',
      inBoth('转接答复时间', 'Answer to a transfer'),
      inBoth('接收学校应在这么多个上学日内答复。', 'School days that the receiving school has.'),
    ),
  },
  // screening sweeps
  sweepFailedSubjects: {
    ...number(1, 10, 'subjects'),
    ...later(
      'screening',
      'AP-20',
      inBoth('不合格科目数', 'Failed subjects'),
      inBoth('一学期达到这个数，提示学业落后。', 'So many in a semester are a sign of falling behind.'),
    ),
  },
  sweepRankPercent: {
    ...number(50, 99, 'percent'),
    ...later(
      'screening',
      'AP-20',
      inBoth('年级位次', 'Place in the year'),
      inBoth(
        '位次在这个百分比之后，提示学业落后。',
        'A place behind this share of the year is a sign of falling behind.',
      ),
    ),
  },
  sweepRankDrop: {
    ...number(5, 90, 'percent'),
    ...later(
      'screening',
      'AP-20',
      inBoth('位次下降', 'Fall in the year'),
      inBoth(
        '比上学期下降这么多个百分点时提示。',
        'A fall by so many percent since the semester before is a sign.',
      ),
    ),
  },
  sweepAbsenceDays: {
    ...number(1, 60, 'days'),
    ...later(
      'screening',
      'AP-20',
      inBoth('缺勤天数', 'Days of absence'),
      inBoth('一学期达到这个数，提示辍学风险。', 'So many in a semester are a sign of leaving school.'),
    ),
  },
  sweepViolations: {
    ...number(1, 20, 'times'),
    ...later(
      'screening',
      'AP-20',
      inBoth('违纪次数', 'Breaches of rules'),
      inBoth('一学期达到这个数时提示。', 'So many in a semester are a sign.'),
    ),
  },
  sweepAidLines: {
    ...number(1, 20, 'times'),
    ...later(
      'screening',
      'AP-20',
      inBoth('发放记录数', 'Payments worth a mention'),
      inBoth(
        '一学年达到这个数，在提示旁注明。',
        'So many in an academic year are mentioned beside a proposal.',
      ),
    ),
  },
  aidWithoutApplication: {
    kind: 'switch',
    ...later(
      'screening',
      'AP-22',
      inBoth('免申即享', 'Help without an application'),
      inBoth(
        '开启后，特别困难的学生由系统提示、事后向家庭确认。',
        'When on, those in extreme hardship are proposed at once and confirmed with the family afterwards.',
      ),
    ),
  },
  postConfirmationDays: {
    ...number(7, 90, 'days'),
    ...later(
      'screening',
      'AP-22',
      inBoth('事后确认时间', 'Time to confirm afterwards'),
      inBoth('应在这么多天内与家庭确认。', 'Days in which the family should confirm.'),
    ),
  },
  sweepBalanceBand: {
    ...number(5, 100, 'percent'),
    ...later(
      'screening',
      'PS-06',
      inBoth('公平性提示的幅度', 'Balance of the proposals'),
      inBoth(
        '某类学生的比例偏离超过这个幅度时提示。',
        'A group whose share differs by more than this is pointed out.',
      ),
    ),
    setBy: HIGH,
  },
  // protection
  suppressBelow: {
    ...number(5, 50, 'people'),
    ...later(
      'protection',
      'PS-01',
      inBoth('不显示的人数下限', 'Smallest figure that is shown'),
      inBoth(
        '统计中少于这个人数的数字不显示，最低为 5。',
        'Figures below it are not shown; never less than 5.',
      ),
    ),
    setBy: HIGH,
  },
  filesPerDay: {
    ...number(20, 1_000, 'files'),
    ...later(
      'protection',
      'PS-01',
      inBoth('每天打开的材料数', 'Files opened in a day'),
      inBoth(
        '一个账号一天超过这个数，学校负责人会收到提示。',
        'More by one account is shown to the school’s head.',
      ),
    ),
    setBy: REGION,
  },
  linesPerDay: {
    ...number(200, 20_000, 'rows'),
    ...later(
      'protection',
      'PS-01',
      inBoth('每天查看的名单行数', 'Lines of lists seen in a day'),
      inBoth(
        '一个账号一天超过这个数，学校负责人会收到提示。',
        'More by one account is shown to the school’s head.',
      ),
    ),
  },
  exportMaxRows: {
    ...number(100, 100_000, 'rows'),
    ...later(
      'protection',
      'PS-01',
      inBoth('一次导出的行数', 'Rows of one export'),
      inBoth('超过这个数的导出会被拒绝。', 'A larger workbook is refused.'),
    ),
  },
  exportHours: {
    ...number(1, 168, 'hours'),
    ...later(
      'protection',
      'PS-01',
      inBoth('导出文件的保留时间', 'How long an export is kept'),
      inBoth('须在这段时间内批准并下载，过后删除。', 'Approved and taken within this time, or it is gone.'),
    ),
  },
  auditSamplePercent: {
    ...number(1, 10, 'percent'),
    ...later(
      'protection',
      'AD-04',
      inBoth('抽查比例', 'Share of files in the sample'),
      inBoth('监督审计人员可以抽查的材料比例。', 'Share of case files that an auditor reads.'),
    ),
    setBy: HIGH,
  },
}
