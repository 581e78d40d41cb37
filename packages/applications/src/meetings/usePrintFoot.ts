import { useDates, useMe } from '@sunshine-aid/module-kit'
import { computed } from 'vue'
import { useText } from './messages.ts'

/** Who prints, and when: on every sheet, so that a copy leads back to whoever made it. */
export function usePrintFoot() {
  const text = useText()
  const dates = useDates()
  const { me } = useMe()
  return computed(() =>
    me.value
      ? {
          foot: text.value.printFoot({
            name: me.value.name,
            moment: dates.value.moment(new Date().toISOString()),
          }),
        }
      : {},
  )
}
