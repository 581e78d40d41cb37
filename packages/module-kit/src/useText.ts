import { computed, type ComputedRef } from 'vue'
import { useLocale } from './context.ts'
import { textsIn, type Messages, type TextsOf } from './messages.ts'

/**
 * The texts of `messages` in the portal's language, following it when it changes.
 * A module binds it once, in `messages.ts`: `export const useText = () => useTextOf(messages)`.
 */
export function useTextOf<Z extends Readonly<Record<string, string>>>(
  messages: Messages<Z>,
): ComputedRef<TextsOf<Z>> {
  const locale = useLocale()
  return computed(() => textsIn(messages, locale.value))
}
