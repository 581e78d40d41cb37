import { textsIn } from '@sunshine-aid/module-kit'
import { computed } from 'vue'
import { messages } from './messages.ts'
import { usePortal } from './services.ts'
import { useSignal } from './useSignal.ts'

/** The portal's texts in the language of whoever sits here. */
export function useText() {
  const locale = useSignal(usePortal().preferences.locale)
  return computed(() => textsIn(messages, locale.value))
}
