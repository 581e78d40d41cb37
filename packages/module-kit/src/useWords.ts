import { wordsIn, type Locale } from '@sunshine-aid/domain'
import { computed, type ComputedRef } from 'vue'
import { useLocale } from './context.ts'

/** What the codes of the domain are called in the portal's language: `words.role[code]`. */
export function useWords(): ComputedRef<ReturnType<typeof wordsIn>> {
  const locale = useLocale()
  return computed(() => wordsIn(locale.value satisfies Locale))
}
