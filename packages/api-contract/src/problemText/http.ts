import type { ProblemTexts } from './texts.ts'

/** What HTTP itself refuses, and what went wrong on our side. */
export const httpText = {
  invalid_input: {
    'zh-CN': '有内容填写不正确，请按提示修改',
    en: 'Some entries are not right; please correct them as marked',
  },
  unauthenticated: { 'zh-CN': '登录已失效，请重新登录', en: 'Your sign-in has ended; please sign in again' },
  not_allowed: {
    'zh-CN': '您的角色没有此项权限，如有需要请联系本校资助专干',
    en: 'Your role may not do this; ask the aid officer of your school if you need it',
  },
  not_found: {
    'zh-CN': '没有找到，可能已被删除或不在您的权限范围内',
    en: 'Not found: it may be gone or outside of your reach',
  },
  method_not_allowed: { 'zh-CN': '此地址不支持这种操作', en: 'This address does not support that method' },
  not_acceptable: { 'zh-CN': '无法按所要求的格式回复', en: 'The requested format cannot be given' },
  request_timeout: {
    'zh-CN': '请求超时，请检查网络后重试',
    en: 'The request took too long; check the network and try again',
  },
  in_flight: {
    'zh-CN': '同一操作正在处理，请稍候',
    en: 'The same request is being worked on; please wait a moment',
  },
  stale_version: {
    'zh-CN': '这条记录刚被别人修改过，请核对两个版本后再保存',
    en: 'Somebody else has just changed this record; compare both versions, then save',
  },
  too_large: { 'zh-CN': '内容过大，请减小后重试', en: 'Too large; please make it smaller and try again' },
  unsupported_media_type: {
    'zh-CN': '不支持这种文件或内容类型',
    en: 'This kind of file or content is not supported',
  },
  idempotency_mismatch: {
    'zh-CN': '同一操作编号已用于不同内容，请刷新页面后重试',
    en: 'This request key was used for something else; reload the page and try again',
  },
  version_required: {
    'zh-CN': '缺少记录版本，请刷新页面后重试',
    en: 'The record’s version is missing; reload the page and try again',
  },
  idempotency_key_required: {
    'zh-CN': '缺少操作编号，请刷新页面后重试',
    en: 'The request key is missing; reload the page and try again',
  },
  too_many_requests: { 'zh-CN': '操作过于频繁，请稍后再试', en: 'Too many requests; please wait a moment' },
  internal: {
    'zh-CN': '系统出现问题，您的内容没有丢失，请稍后重试；若仍不行，请把编号告诉管理员',
    en: 'Something went wrong on our side; nothing of yours is lost. Try again, or tell the administrator the code',
  },
  unavailable: {
    'zh-CN': '系统繁忙或正在维护，请稍后重试',
    en: 'The system is busy or under maintenance; please try again shortly',
  },
} satisfies ProblemTexts
