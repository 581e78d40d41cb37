import type { ProblemTexts } from './texts.ts'

/** Lists from Excel. */
export const importText = {
  import_not_ready: { 'zh-CN': '文件还在读取，请稍候', en: 'The file is still being read; please wait' },
  import_has_faults: {
    'zh-CN': '还有行存在错误，请全部改正后再确认',
    en: 'Some rows still have faults; correct them all, then confirm',
  },
  import_expired: {
    'zh-CN': '这次导入已过期，请重新上传文件',
    en: 'This import has expired; please upload the file again',
  },
} satisfies ProblemTexts
