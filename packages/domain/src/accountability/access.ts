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
  releaseMember: action('review', '请离岗成员退出', 'Released a member who left'),
  closePanel: action('review', '结束评议', 'Closed the review'),
  determineApplication: action('decision', '学校确认', 'Decided'),
  getDetermination: action('decision', '查看确认结果', 'Read the decision'),
  getChangesSince: action('decision', '核对确认后的变化', 'Compared the facts of a decision with today'),
  getProvisional: action('support', '查看先行支持', 'Read the provisional support'),
  startProvisional: action('support', '启动先行支持', 'Started provisional support'),
  getReconsideration: action('review', '查看复议', 'Read the reconsideration'),
  askReconsideration: action('request', '申请复议', 'Asked for a reconsideration'),
  declineApplication: action('decision', '学校不予确认', 'Declined for the school'),
  getApplicationOrigin: action('request', '查看申请来源', 'Read how a request came about'),
  listEvidence: action('request', '查看佐证材料目录', 'Read the list of files'),
  downloadEvidence: action('copy', '下载佐证材料', 'Downloaded a file'),
  addEvidence: action('request', '添加佐证材料', 'Added a file'),
  labelEvidence: action('request', '标注佐证材料', 'Labelled a file'),
  removeEvidence: action('request', '移除佐证材料', 'Removed a file'),
  planVisit: action('visit', '安排家访', 'Planned a home visit'),
  changeVisitPlan: action('visit', '调整家访安排', 'Changed a planned visit'),
  cancelVisitPlan: action('visit', '取消家访安排', 'Cancelled a planned visit'),
  getEpisode: action('support', '查看支持情况', 'Read the support'),
  listEpisodeServices: action('support', '查看服务进展', 'Read how far services are'),
  recordServiceStep: action('support', '记录服务进展', 'Noted how far a service is'),
  refreshEpisode: action('support', '季度更新', 'Looked again after a quarter'),
  reviewEpisode: action('support', '年度复核', 'Reviewed the support'),
  endTapering: action('support', '结束逐步退出', 'Ended the tapering'),
  proposeExit: action('review', '提出退出', 'Proposed an exit'),
  conveneExitPanel: action('review', '组织退出评议', 'Convened the review of an exit'),
  addExitMember: action('review', '增加退出评议成员', 'Named a reviewer of an exit'),
  giveExitOpinion: action('review', '提交退出评议意见', 'Gave an opinion on an exit'),
  recuseExitMember: action('review', '回避退出评议', 'Stepped back from the review of an exit'),
  closeExitPanel: action('review', '结束退出评议', 'Closed the review of an exit'),
  confirmExit: action('decision', '确认退出', 'Confirmed an exit'),
  offerTransfer: action('support', '提出转接', 'Offered to hand over'),
  withdrawTransfer: action('support', '撤回转接', 'Took an offer back'),
  acceptTransfer: action('support', '接收转接', 'Accepted a transfer'),
  refuseTransfer: action('support', '不接收转接', 'Refused a transfer'),
  fileNotice: action('record', '告知离校', 'Told of a withdrawal'),
  acknowledgeNotice: action('record', '登记离校告知', 'Put a notice on file'),
  acceptSweepProposal: action('request', '采纳摸排建议', 'Took a proposal up'),
  dismissSweepProposal: action('request', '排除摸排建议', 'Set a proposal aside'),
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
