import type { LoaderFailure } from './loaderHandle.ts'

const TOO_OLD = {
  'zh-CN':
    '您的浏览器版本过低，打不开这里的业务。请升级到 Chrome / Edge 109、Firefox 115、Safari 16.4 或更新的版本；使用 360、搜狗等浏览器时，请切换到极速模式。',
  en: 'Your browser is too old for these pages. Please update to Chrome or Edge 109, Firefox 115, Safari 16.4 or newer.',
} as const

const UNAVAILABLE = {
  'zh-CN': '业务模块暂时打不开。请稍后刷新页面；仍不行时，请把下面的代号告诉管理员。',
  en: 'These pages cannot be opened now. Reload in a moment; if it still fails, tell your administrator the code below.',
} as const

/** Says in both languages what has happened; nobody is signed in yet who could have chosen one. */
export function showFailure(failure: LoaderFailure, outlet: string | undefined): void {
  const place = outlet ? document.querySelector(outlet) : null
  if (!place) return
  const text = failure === 'browser-too-old' ? TOO_OLD : UNAVAILABLE
  const paragraphs = [line(text['zh-CN'], 'zh-CN'), line(text.en, 'en'), line(failure, 'en')]
  place.setAttribute('role', 'alert')
  paragraphs.forEach(paragraph => place.appendChild(paragraph))
}

function line(text: string, lang: string): HTMLElement {
  const paragraph = document.createElement('p')
  paragraph.lang = lang
  paragraph.textContent = text
  return paragraph
}
