import type { Locale } from '@sunshine-aid/host-contract'
import type { SlotState } from '../slotState.ts'
import type { Place, ShellOptions } from './startShell.ts'

const TEXTS = {
  'zh-CN': {
    failed: '这个模块暂时打不开',
    failedHint: '其他页面不受影响。可以再试一次；仍不行时，请把下面的代号告诉管理员。',
    retry: '再试一次',
    slow: '打开得比平时慢',
    slowHint: '可以继续等待，也可以先停下来；其他页面不受影响。',
    goOn: '继续等待',
    giveUp: '停止打开',
  },
  en: {
    failed: 'This module cannot be opened now',
    failedHint:
      'Other pages are not affected. Try again; if it still fails, tell your administrator the code below.',
    retry: 'Try again',
    slow: 'Opening takes longer than usual',
    slowHint: 'You can wait, or stop for now; other pages are not affected.',
    goOn: 'Wait',
    giveUp: 'Stop',
  },
} as const

/** A card for each module that has failed, or is slow, for as long as it is. Without styles: it looks like the page. */
export function failureCards(
  outlet: HTMLElement,
  locale: () => Locale,
): NonNullable<ShellOptions['onState']> {
  const shown = new Map<string, HTMLElement>()
  return (id, state, place) => {
    shown.get(id)?.remove()
    shown.delete(id)
    const card = cardFor(state, TEXTS[locale()], place)
    if (!card) return
    card.lang = locale()
    shown.set(id, card)
    outlet.append(card)
  }
}

function cardFor(state: SlotState, text: (typeof TEXTS)[Locale], place: Place): HTMLElement | undefined {
  if (state.is === 'slow') {
    const buttons = [button(text.goOn, place.goOn), button(text.giveUp, place.giveUp)]
    return card('status', element('h2', text.slow), element('p', text.slowHint), ...buttons)
  }
  if (state.is !== 'failed') return undefined
  const { code } = state.passport
  const retry = button(text.retry, () => void place.open())
  return card(
    'alert',
    element('h2', text.failed),
    element('p', text.failedHint),
    element('code', code),
    retry,
  )
}

function card(role: 'alert' | 'status', ...content: HTMLElement[]): HTMLElement {
  const made = document.createElement('section')
  made.setAttribute('role', role)
  made.append(...content)
  return made
}

function button(text: string, act: () => void): HTMLElement {
  const made = element('button', text)
  made.type = 'button'
  made.addEventListener('click', act)
  return made
}

function element<K extends 'h2' | 'p' | 'code' | 'button'>(name: K, text: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
