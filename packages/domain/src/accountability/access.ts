import type { Locale } from '../words.ts'
import { z } from '../zod.ts'

/** For what a record was opened, as a family is told it (D11). */
export const ACCESS_PURPOSES = [
  'request',
  'visit',
  'review',
  'decision',
  'support',
  'record',
  'list',
  'copy',
  'oversight',
  'emergency',
] as const
export const AccessPurpose = z.enum(ACCESS_PURPOSES)
export type AccessPurpose = z.output<typeof AccessPurpose>

interface Action {
  readonly purpose: AccessPurpose
  readonly 'zh-CN': string
  readonly en: string
}
const action = (purpose: AccessPurpose, zh: string, en: string): Action => ({ purpose, 'zh-CN': zh, en })

/** What an audited action means to somebody who asks who has looked. The keys are operation ids of the API. */
const ACTIONS: Readonly<Record<string, Action>> = {
  getStudent: action('record', '查看学生信息', 'Read the student’s card'),
  getArchive: action('record', '查看成长档案', 'Read the archive'),
  listVisits: action('visit', '查看家访记录', 'Read the home visits'),
  recordVisit: action('visit', '记录家访', 'Recorded a home visit'),
  listAccess: action('oversight', '查看访问记录', 'Read who has looked'),
  getAccessReport: action('oversight', '查看或打印访问记录', 'Read or printed who has looked'),
  getAccountability: action('oversight', '查看经办责任', 'Read who answers for what'),
  startApplication: action('request', '发起申请', 'Started a request'),
  getApplication: action('request', '查看申请', 'Read a request'),
  followApplication: action('request', '查看申请进度', 'Followed a request'),
  saveDraft: action('request', '填写申请', 'Wrote a request'),
  submitApplication: action('request', '提交申请', 'Submitted a request'),
  takeOverApplication: action('request', '接手申请', 'Took a request over'),
  acceptIntake: action('request', '受理申请', 'Accepted a request'),
  returnApplication: action('request', '退回补充', 'Returned a request'),
  withdrawApplication: action('request', '撤回申请', 'Withdrew a request'),
  getFindings: action('request', '核对登记信息', 'Checked the entries'),
  completeScreening: action('request', '完成初核', 'Completed screening'),
  convenePanel: action('review', '组织评议', 'Convened the review'),
  addPanelMember: action('review', '增加评议成员', 'Named a reviewer'),
  getPanel: action('review', '查看评议', 'Read the review'),
  giveOpinion: action('review', '提交评议意见', 'Gave an opinion'),
  recuseMember: action('review', '申请回避', 'Stepped back'),
  closePanel: action('review', '结束评议', 'Closed the review'),
  determineApplication: action('decision', '学校确认', 'Decided'),
  getDetermination: action('decision', '查看确认结果', 'Read the decision'),
  confirmImport: action('list', '导入名单', 'Imported a list'),
}

/** Words for `id`, an operation of the API; one without words of its own is shown by its id, never hidden. */
export function actionWords(id: string, locale: Locale): string {
  return ACTIONS[id]?.[locale] ?? id
}

/** By what an operation is about, where it has no words of its own yet. */
const BY_NAME: readonly (readonly [RegExp, AccessPurpose])[] = [
  [/^breakGlass/, 'emergency'],
  [/export|download/i, 'copy'],
  [/visit/i, 'visit'],
  [/panel|opinion|meeting|vote/i, 'review'],
  [/determin|decision|decline/i, 'decision'],
  [/episode|service|provisional|transfer|notice|mentor|pairing/i, 'support'],
  [/application|draft|evidence|sweep|proposal/i, 'request'],
  [/^list|^search/, 'list'],
]

/** For what the operation `id` opens a record. */
export function accessPurpose(id: string): AccessPurpose {
  return ACTIONS[id]?.purpose ?? BY_NAME.find(([name]) => name.test(id))?.[1] ?? 'record'
}
