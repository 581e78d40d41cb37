import type { ProblemTexts } from './texts.ts'

/** Workbooks that leave a school. */
export const exportText = {
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
} satisfies ProblemTexts
