import type { TextsOf } from '@sunshine-aid/module-kit'
import type { messages } from './messages.ts'

type Texts = TextsOf<(typeof messages)['zh-CN']>

/** A schema's code as words for a field; the schema itself is in the domain. */
export function codeText(code: string | undefined, text: Texts): string | undefined {
  if (code === undefined || code === '') return undefined
  if (code === 'too_long') return text.tooLong
  if (code === 'unreadable_characters') return text.unreadable
  if (code.endsWith('required')) return text.required
  return /date/i.test(code) ? text.badDate : text.required
}
