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

/** Says in both languages what has happened, as soon as the page has a place for it; nobody could yet choose one. */
export function showFailure(failure: LoaderFailure, outlet: string | undefined): void {
  if (!outlet) return
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => showIn(document.querySelector(outlet), failure))
  } else showIn(document.querySelector(outlet), failure)
}

function showIn(place: Element | null, failure: LoaderFailure): void {
  if (!place) return
  const text = failure === 'browser-too-old' ? TOO_OLD : UNAVAILABLE
  place.setAttribute('role', 'alert')
  place.appendChild(line(text['zh-CN'], 'zh-CN'))
  place.appendChild(line(text.en, 'en'))
  place.appendChild(line(failure, 'en'))
}

function line(text: string, lang: string): HTMLElement {
  const paragraph = document.createElement('p')
  paragraph.lang = lang
  paragraph.textContent = text
  return paragraph
}
