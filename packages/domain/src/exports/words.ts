import type { Locale } from '../words.ts'
import type { ExportFault, ExportKind, ExportPurpose, ExportState } from './exportJob.ts'

type Words<Code extends string> = Readonly<Record<Code, Readonly<Record<Locale, string>>>>
const pair = (zh: string, en: string) => ({ 'zh-CN': zh, en })

export const exportKindWords: Words<ExportKind> = {
  register: pair('工作台账', 'Register'),
  sweepList: pair('摸排名单', 'Sweep list'),
}

export const exportPurposeWords: Words<ExportPurpose> = {
  annualFiling: pair('年度归档', 'Yearly filing'),
  inspection: pair('上级检查', 'Inspection'),
  handOver: pair('工作交接', 'Hand-over of work'),
  planning: pair('工作安排', 'Planning'),
  other: pair('其他', 'Other'),
}

export const exportStateWords: Words<ExportState> = {
  asked: pair('待批准', 'Awaiting approval'),
  approved: pair('排队中', 'Queued'),
  writing: pair('正在生成', 'Being written'),
  ready: pair('可以下载', 'Ready'),
  taken: pair('已下载', 'Downloaded'),
  ended: pair('已取消', 'Cancelled'),
  failed: pair('未能生成', 'Failed'),
  expired: pair('已过期', 'Expired'),
}

export const exportFaultWords: Words<ExportFault> = {
  too_many_rows: pair('行数超过上限，请联系上级管理员', 'More rows than are allowed; ask your administrator'),
  worker_lost: pair(
    '生成时服务多次中断，请重新申请',
    'The service broke off several times; please ask again',
  ),
  broken: pair('生成时出现问题，请重新申请', 'Something went wrong; please ask again'),
}
