import type { Locale } from '../words.ts'

/** The same words in both languages. */
export type InBoth = Readonly<Record<Locale, string>>

export const inBoth = (zh: string, en: string): InBoth => ({ 'zh-CN': zh, en })
