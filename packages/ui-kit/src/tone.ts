import type { Component } from 'vue'
import { CircleAlert, CircleCheck, CircleDashed, Info, TriangleAlert } from './icons.ts'
import type { KitText } from './text/kitText.ts'

/** What a colour means. It never stands alone: an icon and a word always say the same. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

export const toneIcons: Record<Tone, Component> = {
  neutral: CircleDashed,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
}

/** The word for a tone, for people who do not see the icon; a neutral tone says nothing. */
export function toneWord(tone: Tone, text: KitText): string {
  const words: Record<Tone, string> = {
    neutral: '',
    info: text.toneInfo,
    success: text.toneSuccess,
    warning: text.toneWarning,
    danger: text.toneDanger,
  }
  return words[tone]
}
