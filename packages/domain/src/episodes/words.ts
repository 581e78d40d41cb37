import type { Words } from '../words.ts'
import type { EpisodeHappening } from './transitions.ts'
import type {
  EndReason,
  EpisodeDueKind,
  ExitProposer,
  ExitVerdict,
  Level,
  NoticeKind,
  NoticeReason,
  NoticeState,
  ReviewKind,
  TransferRefusal,
  TransferState,
} from './vocabulary.ts'

const pair = (zh: string, en: string) => ({ 'zh-CN': zh, en })

export const exitVerdictWords: Words<ExitVerdict> = {
  exit: pair('同意退出', 'Exit'),
  taper: pair('逐步退出', 'Taper off'),
  continue: pair('继续支持', 'Go on'),
}

export const endReasonWords: Words<EndReason> = {
  normalLevel: pair('已达到或超过正常发展水平', 'Normal level reached'),
  situationResolved: pair('原有情形已消除', 'The situation is resolved'),
  familyDeclines: pair('家庭不再需要', 'The family no longer wants it'),
  graduates: pair('毕业离校', 'Leaves at the end of school'),
  other: pair('其他', 'Other'),
  provisionalExpired: pair('先行支持期满，未予确认', 'Provisional support ran out'),
  notDetermined: pair('学校未确认，先行支持结束', 'Not confirmed; provisional support ended'),
  withdrawn: pair('申请撤回，先行支持结束', 'Request withdrawn; provisional support ended'),
  movedSchool: pair('转入其他学校', 'Moved to another school'),
}

export const levelWords: Words<Level> = {
  below: pair('仍低于正常水平', 'Still below the normal level'),
  at: pair('达到正常水平', 'At the normal level'),
  above: pair('超过正常水平', 'Above the normal level'),
}

export const exitProposerWords: Words<ExitProposer> = {
  mentor: pair('导师提出', 'Proposed by a mentor'),
  aidOfficer: pair('专干提出', 'Proposed by the aid officer'),
  guardian: pair('家长提出，由老师代填', 'Asked for by the guardian, entered by staff'),
}

export const reviewKindWords: Words<ReviewKind> = {
  refresh: pair('季度更新', 'Quarterly refresh'),
  review: pair('学年复核', 'Yearly review'),
}

export const episodeDueWords: Words<EpisodeDueKind> = {
  ...reviewKindWords,
  service: pair('开始约定的服务', 'Start the agreed service'),
}

export const transferStateWords: Words<TransferState> = {
  offered: pair('待接收', 'Awaiting an answer'),
  accepted: pair('已接收', 'Accepted'),
  refused: pair('未接收', 'Refused'),
  withdrawn: pair('已撤回', 'Taken back'),
  expired: pair('逾期未接收', 'Lapsed'),
}

export const transferRefusalWords: Words<TransferRefusal> = {
  notEnrolledHere: pair('该生没有在本校入学', 'Not enrolled here'),
  wrongSchool: pair('发错学校', 'Sent to the wrong school'),
  summaryUnclear: pair('情况说明不清楚', 'The summary is unclear'),
  other: pair('其他', 'Other'),
}

export const noticeKindWords: Words<NoticeKind> = {
  withdrawal: pair('退学', 'Withdrawal'),
  expulsion: pair('开除', 'Expulsion'),
}

export const noticeReasonWords: Words<NoticeReason> = {
  wantsToWork: pair('想提前工作', 'Wants to work'),
  familyNeeds: pair('家庭需要', 'Needed at home'),
  studies: pair('跟不上学业', 'Cannot follow the lessons'),
  health: pair('身体原因', 'Health'),
  discipline: pair('违反校规', 'Against the school rules'),
  other: pair('其他', 'Other'),
}

export const noticeStateWords: Words<NoticeState> = {
  filed: pair('待处理', 'To be handled'),
  acknowledged: pair('已备案', 'On file'),
}

export const episodeHappeningWords: Words<EpisodeHappening> = {
  refresh: pair('季度更新', 'Refreshed'),
  review: pair('学年复核', 'Reviewed'),
  proposeExit: pair('提出退出', 'Exit proposed'),
  convene: pair('组织评议', 'Panel convened'),
  addMember: pair('补充评议成员', 'Member added'),
  vote: pair('提交评议意见', 'Opinion given'),
  recuse: pair('申请回避', 'Stepped back'),
  closePanel: pair('结束评议', 'Panel closed'),
  confirmExit: pair('学校确认', 'Confirmed by the school'),
  endTapering: pair('提前结束', 'Ended early'),
  offerTransfer: pair('发出转接', 'Transfer offered'),
  withdrawTransfer: pair('撤回转接', 'Transfer taken back'),
  acceptTransfer: pair('对方接收', 'Transfer accepted'),
  refuseTransfer: pair('对方未接收', 'Transfer refused'),
  taperingEnded: pair('逐步退出到期', 'Tapering ended on its day'),
}
