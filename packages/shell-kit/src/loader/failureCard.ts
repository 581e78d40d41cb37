import type { Locale } from '@sunshine-aid/host-contract'

const TEXTS = {
  'zh-CN': { title: '这个模块暂时打不开', hint: '其他页面不受影响。可以再试一次。', retry: '再试一次' },
  en: {
    title: 'This module cannot be opened now',
    hint: 'Other pages are not affected. You can try again.',
    retry: 'Try again',
  },
} as const

/** Stands where a module should; for shells that show no card of their own. Without styles: it looks like the page. */
export function failureCard(locale: Locale, retry: () => void): HTMLElement {
  const text = TEXTS[locale]
  const card = document.createElement('section')
  card.setAttribute('role', 'alert')
  card.lang = locale
  const button = element('button', text.retry)
  button.type = 'button'
  button.addEventListener('click', retry)
  card.append(element('h2', text.title), element('p', text.hint), button)
  return card
}

function element<K extends 'h2' | 'p' | 'button'>(name: K, text: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
