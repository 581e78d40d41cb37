import type { ProblemTexts } from './texts.ts'

/** Proposals of those who did not ask. */
export const sweepText = {
  proposal_decided: {
    'zh-CN': '这条建议已经有人处理过，请刷新后查看',
    en: 'Somebody has already decided on this proposal; reload to see how',
  },
  confirmation_missing: {
    'zh-CN': '请先与家庭核对情况并取得同意，再确认',
    en: 'Check the facts with the family and get their consent before you confirm',
  },
  dismissal_note_required: { 'zh-CN': '选择“其他”时请写明原因', en: 'With “other”, say which reason' },
} satisfies ProblemTexts
