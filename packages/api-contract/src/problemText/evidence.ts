import type { ProblemTexts } from './texts.ts'

/** Files that belong to a request. */
export const evidenceText = {
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
} satisfies ProblemTexts
