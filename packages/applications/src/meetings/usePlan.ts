import type { MeetingPlan } from '@sunshine-aid/domain'
import { useDates } from '@sunshine-aid/module-kit'
import { computed, ref } from 'vue'
import { useText } from './messages.ts'
import { isTime, plannedAt } from './plannedAt.ts'

/** When and where a meeting is, as it is typed: its values, what is wrong with each, and the plan once it is right. */
export function usePlan(now?: MeetingPlan) {
  const dates = useDates()
  const text = useText()
  const day = ref(now ? dates.value.day(now.plannedAt) : '')
  const time = ref(now ? dates.value.time(now.plannedAt) : '')
  const place = ref(now?.place ?? '')
  const online = ref(now?.online ?? false)
  const moment = computed(() => plannedAt(day.value, time.value))
  const errors = computed(() => ({
    day: plannedAt(day.value, '12:00') === undefined ? text.value.badDay : undefined,
    time: isTime(time.value) ? undefined : text.value.badTime,
    place: place.value.trim() === '' ? text.value.required : undefined,
  }))
  const plan = computed((): MeetingPlan | undefined =>
    moment.value && !errors.value.place
      ? { plannedAt: moment.value, place: place.value.trim(), online: online.value }
      : undefined,
  )
  return { day, time, place, online, errors, plan }
}
