import type { Locale } from '@sunshine-aid/domain'
import { computed, type ComputedRef } from 'vue'
import { useLocale } from './context.ts'

const SEPARATOR: Readonly<Record<Locale, string>> = { 'zh-CN': '、', en: ', ' }

/** Puts things into a row as the portal's language does: 学业辅导、特殊教育; Tutoring, Special education. */
export function useJoin(): ComputedRef<(items: readonly string[]) => string> {
  const locale = useLocale()
  return computed(() => items => items.join(SEPARATOR[locale.value]))
}
