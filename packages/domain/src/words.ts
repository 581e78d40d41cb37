import type {
  AidCategory,
  ApplicantKind,
  ApplicationStatus,
  DeclineReason,
  DilemmaType,
  ReasonCode,
  LeavingReason,
  RecusalReason,
  ReturnReason,
} from './applications/vocabulary.ts'
import type { EpisodeStatus } from './applications/determination.ts'
import type { ApplicationCommand } from './applications/transitions.ts'
import type { Indicator } from './coverage.ts'
import { evidenceKindWords, evidenceTypeWords } from './evidence/words.ts'
import { exportFaultWords, exportKindWords, exportPurposeWords, exportStateWords } from './exports/words.ts'
import {
  endReasonWords,
  episodeHappeningWords,
  exitProposerWords,
  exitVerdictWords,
  levelWords,
  noticeKindWords,
  noticeReasonWords,
  noticeStateWords,
  episodeDueWords,
  reviewKindWords,
  transferRefusalWords,
  transferStateWords,
} from './episodes/words.ts'
import type { MentorKind } from './mentors.ts'
import type { Area, OrgKind, SchoolStage } from './organisations.ts'
import type { Role } from './roles.ts'
import {
  importColumnWords,
  rowFaultWords,
  rowWarningWords,
  workbookFaultWords,
} from './studentImport/words.ts'
import {
  applicationSourceWords,
  dismissalWords,
  proposalKindWords,
  proposalStateWords,
  resultRemarkWords,
  signSourceWords,
} from './sweeps/words.ts'
import type { EnrolmentStatus, GuardianRelation, HardshipLevel, Sex } from './students.ts'
import type { VisitMode } from './visits.ts'

/** The two languages of the product, Chinese first. */
export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export type Words<Code extends string> = Readonly<Record<Code, Readonly<Record<Locale, string>>>>

const pair = (zh: string, en: string) => ({ 'zh-CN': zh, en })

const role: Words<Role> = {
  student: pair('学生', 'Student'),
  guardian: pair('家长（监护人）', 'Guardian'),
  classTeacher: pair('班主任', 'Class teacher'),
  aidOfficer: pair('资助专干', 'Aid officer'),
  panelMember: pair('评议成员', 'Panel member'),
  schoolHead: pair('学校负责人', 'School head'),
  mentor: pair('育人导师', 'Mentor'),
  psychTeacher: pair('心理教师', 'Psych teacher'),
  countyAdmin: pair('县级管理员', 'County administrator'),
  cityAdmin: pair('市级管理员', 'City administrator'),
  provinceAdmin: pair('省级管理员', 'Province administrator'),
  auditor: pair('监督审计', 'Auditor'),
}

const orgKind: Words<OrgKind> = {
  province: pair('省', 'Province'),
  city: pair('市', 'City'),
  county: pair('县（市、区）', 'County'),
  school: pair('学校', 'School'),
  class: pair('班级', 'Class'),
}

const stage: Words<SchoolStage> = {
  preschool: pair('学前', 'Preschool'),
  primary: pair('小学', 'Primary'),
  juniorHigh: pair('初中', 'Junior high'),
  seniorHigh: pair('普高', 'Senior high'),
  vocational: pair('中职', 'Vocational'),
  higherEd: pair('高校', 'Higher education'),
}

const area: Words<Area> = {
  urban: pair('城区', 'Urban'),
  town: pair('镇区', 'Town'),
  rural: pair('乡村', 'Rural'),
}

const sex: Words<Sex> = { female: pair('女', 'Female'), male: pair('男', 'Male') }

const hardship: Words<HardshipLevel> = {
  extreme: pair('特别困难', 'Extreme hardship'),
  severe: pair('困难', 'Severe hardship'),
  moderate: pair('一般困难', 'Moderate hardship'),
}

const enrolment: Words<EnrolmentStatus> = {
  enrolled: pair('在校', 'Enrolled'),
  suspended: pair('休学', 'Study suspended'),
  left: pair('离校', 'Left'),
  deceased: pair('已故', 'Deceased'),
}

const guardianRelation: Words<GuardianRelation> = {
  father: pair('父亲', 'Father'),
  mother: pair('母亲', 'Mother'),
  grandparent: pair('（外）祖父母', 'Grandparent'),
  otherRelative: pair('其他亲属', 'Other relative'),
  institution: pair('福利机构', 'Welfare institution'),
  other: pair('其他', 'Other'),
}

const visitMode: Words<VisitMode> = {
  onSite: pair('实地走访', 'On site'),
  delegated: pair('委托家访', 'Delegated'),
  joint: pair('联合家访', 'Joint'),
  online: pair('线上家访', 'Online'),
}

const applicantKind: Words<ApplicantKind> = {
  student: pair('学生本人', 'The student'),
  guardian: pair('家长（监护人）', 'A guardian'),
  teacher: pair('教师代为提出', 'A teacher, on their behalf'),
}

const dilemma: Words<DilemmaType> = {
  familyEducation: pair('家庭教育缺失', 'Missing family education'),
  mentalHealth: pair('心理健康隐患危机', 'Mental-health risk or crisis'),
  conduct: pair('品质或行为偏差', 'Problems of conduct'),
  specialNeeds: pair('有特殊教育需要', 'Special educational needs'),
  academic: pair('学业成绩严重落后', 'Far behind in studies'),
  entryAndEmployment: pair('在入学和就业方面有突出困难', 'Difficulty entering school or work'),
}

const reason: Words<ReasonCode> = {
  orphan: pair('孤儿或事实无人抚养儿童', 'Orphan, or de facto without care'),
  leftBehind: pair('农村留守儿童', 'Left behind in the countryside'),
  singleParent: pair('离异或单亲家庭子女', 'Divorced or single-parent family'),
  parentInCustody: pair('服刑人员、社区矫正对象和安置帮教对象的子女', 'Parent in custody or correction'),
  harmfulParenting: pair('家庭教养方式存在严重问题', 'Seriously harmful parenting'),
  psychRisk: pair('存在隐患或危机', 'At risk or in crisis'),
  suddenMisfortune: pair('遭遇突发变故打击', 'Struck by a sudden misfortune'),
  badInfluence: pair('受不良环境影响', 'Under a bad influence'),
  bullying: pair('涉及学生欺凌', 'Involved in bullying'),
  diagnosedNeeds: pair('经诊断评估有特殊教育需要', 'Needs found by a diagnosis'),
  farBehind: pair('学业成绩显著落后', 'Markedly behind in studies'),
  dropoutRisk: pair('有辍学、失学或肄业危机', 'At risk of dropping out'),
  preschoolPlace: pair('有意愿接受学前教育', 'Wants a kindergarten place'),
  certifiedHardship: pair('民政、农业农村、残联、总工会等部门认定', 'Hardship certified by an authority'),
  jobSearch: pair('就业困难', 'Difficulty finding work'),
}

const aidCategory: Words<AidCategory> = {
  familyGuidance: pair('家庭教育指导', 'Family guidance'),
  psychSupport: pair('心理健康援助', 'Psychological support'),
  conductGuidance: pair('品德行为矫治', 'Conduct guidance'),
  academicTutoring: pair('学业辅导', 'Academic tutoring'),
  specialEducation: pair('特殊教育', 'Special education'),
  entryAndEmployment: pair('入学和就业帮扶', 'Entry and employment'),
  allRoundDevelopment: pair('综合素养提升', 'All-round development'),
}

const applicationStatus: Words<ApplicationStatus> = {
  draft: pair('草稿', 'Draft'),
  submitted: pair('已提交', 'Submitted'),
  screening: pair('受理中', 'Screening'),
  returned: pair('退回补充', 'Returned'),
  awaitingVisit: pair('待家访', 'Awaiting visit'),
  underReview: pair('集体评议', 'Under review'),
  awaitingDetermination: pair('待学校确认', 'Awaiting confirmation'),
  determined: pair('已确定', 'Determined'),
  notDetermined: pair('未通过', 'Not determined'),
  withdrawn: pair('已撤回', 'Withdrawn'),
}

const command: Words<ApplicationCommand> = {
  takeOver: pair('接手填写', 'Taken over'),
  start: pair('开始填写', 'Started'),
  submit: pair('提交申请', 'Submit'),
  acceptIntake: pair('受理', 'Take into screening'),
  return: pair('退回补充', 'Return for more'),
  completeScreening: pair('通过初核', 'Pass screening'),
  recordVisit: pair('记录家访', 'Record a visit'),
  convene: pair('组织评议', 'Convene the panel'),
  addMember: pair('补充评议成员', 'Add a member'),
  releaseMember: pair('请离岗成员退出', 'Release a member who left'),
  vote: pair('提交评议意见', 'Give an opinion'),
  recuse: pair('申请回避', 'Step back'),
  closePanel: pair('结束评议', 'Close the panel'),
  determine: pair('确认对象', 'Confirm'),
  decline: pair('不予确认', 'Do not confirm'),
  reconsider: pair('申请复议', 'Ask for reconsideration'),
  startProvisional: pair('启动先行支持', 'Start provisional support'),
  withdraw: pair('撤回申请', 'Withdraw'),
}

const returnReason: Words<ReturnReason> = {
  factsUnclear: pair('事实或理由不清楚', 'Facts or reasons unclear'),
  evidenceMissing: pair('缺少佐证', 'Evidence missing'),
  categoryUnclear: pair('申请的资助内容不明确', 'Kind of help unclear'),
  consentMissing: pair('未取得家庭同意', "Family's consent missing"),
  other: pair('其他', 'Other'),
}

const declineReason: Words<DeclineReason> = {
  notNecessary: pair('目前没有必要', 'Not necessary at present'),
  notFeasible: pair('目前不具备条件', 'Not feasible at present'),
  otherHelpFits: pair('其他支持方式更合适', 'Other support fits better'),
  factsNotConfirmed: pair('事实未能核实', 'Facts could not be confirmed'),
}

const recusalReason: Words<RecusalReason> = {
  applicant: pair('本人是申请人', 'I am the applicant'),
  relative: pair('与学生有亲属关系', 'Related to the student'),
  ownMentor: pair('本人是该生导师', "I am the student's mentor"),
  other: pair('其他可能影响公正的情形', 'Another tie to the case'),
}

const leavingReason: Words<LeavingReason> = {
  ...recusalReason,
  accountEnded: pair('账号已停用', 'Account ended'),
  movedAway: pair('已调离本校', 'Moved to another school'),
  dutyEnded: pair('不再担任评议成员', 'No longer a reviewer'),
}

const episodeStatus: Words<EpisodeStatus> = {
  provisional: pair('先行支持', 'Provisional'),
  active: pair('支持中', 'Active'),
  reviewDue: pair('待复核', 'Review due'),
  exitReview: pair('退出评议', 'Exit review'),
  tapering: pair('逐步退出', 'Tapering'),
  exited: pair('已退出', 'Exited'),
  transferred: pair('已转接', 'Transferred'),
}

const serviceStatus: Words<'planned' | 'started' | 'delivered' | 'cancelled'> = {
  planned: pair('已计划', 'Planned'),
  started: pair('进行中', 'Started'),
  delivered: pair('已完成', 'Delivered'),
  cancelled: pair('已取消', 'Cancelled'),
}

const mentorKind: Words<MentorKind> = {
  aid: pair('资助育人导师', 'Aid mentor'),
  psych: pair('心理育人导师', 'Psych mentor'),
  academic: pair('学业导师', 'Academic mentor'),
  career: pair('职业导师', 'Career mentor'),
  external: pair('社会导师', 'External mentor'),
}

const indicator: Words<Indicator> = {
  homeVisitCoverage: pair('家访全覆盖', 'Home-visit coverage'),
  mentorCoverage: pair('育人导师全覆盖', 'Mentor coverage'),
}

/** The words of the vocabulary: what each code is called in the policy documents, and in English. */
export const WORDS = {
  role,
  orgKind,
  stage,
  area,
  sex,
  hardship,
  enrolment,
  guardianRelation,
  visitMode,
  applicantKind,
  dilemma,
  reason,
  aidCategory,
  applicationStatus,
  command,
  returnReason,
  declineReason,
  recusalReason,
  leavingReason,
  episodeStatus,
  serviceStatus,
  mentorKind,
  indicator,
  evidenceKind: evidenceKindWords,
  evidenceType: evidenceTypeWords,
  exportKind: exportKindWords,
  exportPurpose: exportPurposeWords,
  exportState: exportStateWords,
  exportFault: exportFaultWords,
  exitVerdict: exitVerdictWords,
  endReason: endReasonWords,
  level: levelWords,
  exitProposer: exitProposerWords,
  reviewKind: reviewKindWords,
  episodeDue: episodeDueWords,
  transferState: transferStateWords,
  transferRefusal: transferRefusalWords,
  noticeKind: noticeKindWords,
  noticeReason: noticeReasonWords,
  noticeState: noticeStateWords,
  episodeHappening: episodeHappeningWords,
  importColumn: importColumnWords,
  workbookFault: workbookFaultWords,
  rowFault: rowFaultWords,
  rowWarning: rowWarningWords,
  signSource: signSourceWords,
  dismissalReason: dismissalWords,
  applicationSource: applicationSourceWords,
  proposalKind: proposalKindWords,
  proposalState: proposalStateWords,
  resultRemark: resultRemarkWords,
}

type InOneLanguage = { readonly [K in keyof typeof WORDS]: Readonly<Record<keyof (typeof WORDS)[K], string>> }

/** The vocabulary in one language: `wordsIn('en').role.aidOfficer`. */
export function wordsIn(locale: Locale): InOneLanguage {
  const inLocale = (words: Words<string>) =>
    Object.fromEntries(Object.entries(words).map(([code, word]) => [code, word[locale]]))
  return Object.fromEntries(
    Object.entries(WORDS).map(([name, words]) => [name, inLocale(words)]),
  ) as InOneLanguage
}
