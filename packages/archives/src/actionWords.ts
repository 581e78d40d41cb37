import type { Locale } from '@sunshine-aid/domain'

const pair = (zh: string, en: string) => ({ 'zh-CN': zh, en })

/** What an audited action means to somebody who asks who has looked. The keys are operation ids of the API. */
const WORDS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  getStudent: pair('查看学生信息', 'Read the student’s card'),
  getArchive: pair('查看成长档案', 'Read the archive'),
  listVisits: pair('查看家访记录', 'Read the home visits'),
  recordVisit: pair('记录家访', 'Recorded a home visit'),
  listAccess: pair('查看访问记录', 'Read who has looked'),
  startApplication: pair('发起申请', 'Started a request'),
  getApplication: pair('查看申请', 'Read a request'),
  followApplication: pair('查看申请进度', 'Followed a request'),
  saveDraft: pair('填写申请', 'Wrote a request'),
  submitApplication: pair('提交申请', 'Submitted a request'),
  confirmImport: pair('导入名单', 'Imported a list'),
}

/** Words for `action`; an action without words of its own is shown by its id, never hidden. */
export function actionWords(action: string, locale: Locale): string {
  return WORDS[action]?.[locale] ?? action
}
