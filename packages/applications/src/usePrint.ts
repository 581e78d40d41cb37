import { chinaDay } from '@sunshine-aid/domain'
import { useMe } from '@sunshine-aid/module-kit'
import { computed } from 'vue'
import { useText } from './messages.ts'

/** Printing a paper of this module, and the line at its foot that says who printed it, when, and for what. */
export function usePrint() {
  const text = useText()
  const { me } = useMe()
  const foot = computed(() =>
    me.value ? text.value.printFoot({ name: me.value.name, day: chinaDay(new Date()) }) : undefined,
  )
  return { foot, print: () => window.print() }
}
