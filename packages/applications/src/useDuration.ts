import { computed, type ComputedRef } from 'vue'
import { useText } from './messages.ts'

const HOUR = 60
const DAY = 24 * HOUR

/** Minutes in words: 20 分钟, 11 小时 20 分, from three days on in whole days. */
export function useDuration(): ComputedRef<(minutes: number) => string> {
  const text = useText()
  return computed(() => minutes => {
    if (minutes >= 3 * DAY) return text.value.days({ days: Math.floor(minutes / DAY) })
    const [hours, rest] = [Math.floor(minutes / HOUR), minutes % HOUR]
    return hours > 0
      ? text.value.hoursMinutes({ hours, minutes: rest })
      : text.value.minutes({ minutes: rest })
  })
}
