import type { Label } from '@sunshine-aid/host-contract'

export function say(chinese: string, english: string): Label {
  return { 'zh-CN': chinese, en: english }
}

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '[token]'],
  [/\b(?:bearer|basic)\s+[\w.~+/=-]+/gi, '[token]'],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '[address]'],
  [/(?<![\w-])\d{17}[\dXx](?![\w-])/g, '[number]'],
  [/(?<![\w-])1\d{10}(?![\w-])/g, '[number]'],
]

/** `text` without what may identify a person or open a session. A net below checks that already take care. */
export function redact(text: string): string {
  return SECRETS.reduce((rest, [pattern, word]) => rest.replace(pattern, word), text)
}

/** Parts of a path that may say whose record it is: ids, numbers, and whatever is not plain ASCII. */
const TELLING = /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d{5,}|.*%.*|.*@.*|[\w-]{40,})$/i

/** An address that may be shown: without query, fragment and sign-in, and with `:id` in the place of ids. */
export function placeOf(address: string): string {
  if (!URL.canParse(address)) return redact(address.replace(/[?#].*/, ''))
  const { origin, pathname } = new URL(address)
  const path = pathname
    .split('/')
    .map(part => (TELLING.test(part) ? ':id' : part))
    .join('/')
  return redact((origin === 'null' ? '' : origin) + path)
}
