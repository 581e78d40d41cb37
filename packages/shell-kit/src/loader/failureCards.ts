import type { Locale } from '@sunshine-aid/host-contract'
import type { SlotState } from '../slotState.ts'
import type { ShellOptions } from './startShell.ts'

const TEXTS = {
  'zh-CN': {
    title: '这个模块暂时打不开',
    hint: '其他页面不受影响。可以再试一次；仍不行时，请把下面的代号告诉管理员。',
    retry: '再试一次',
  },
  en: {
    title: 'This module cannot be opened now',
    hint: 'Other pages are not affected. Try again; if it still fails, tell your administrator the code below.',
    retry: 'Try again',
  },
} as const

/** A card for each module that has failed, for as long as it has. Without styles: it looks like the page around it. */
export function failureCards(
  outlet: HTMLElement,
  locale: () => Locale,
): NonNullable<ShellOptions['onState']> {
  const shown = new Map<string, HTMLElement>()
  return (id, state, place) => {
    shown.get(id)?.remove()
    shown.delete(id)
    if (state.is !== 'failed') return
    const made = card(state, locale(), () => void place.open())
    shown.set(id, made)
    outlet.append(made)
  }
}

type Failed = Extract<SlotState, { is: 'failed' }>

function card({ passport }: Failed, locale: Locale, retry: () => void): HTMLElement {
  const text = TEXTS[locale]
  const made = document.createElement('section')
  made.setAttribute('role', 'alert')
  made.lang = locale
  const button = element('button', text.retry)
  button.type = 'button'
  button.addEventListener('click', retry)
  made.append(element('h2', text.title), element('p', text.hint), element('code', passport.code), button)
  return made
}

function element<K extends 'h2' | 'p' | 'code' | 'button'>(name: K, text: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
