import type { FastChannel, FastChannelState } from '@sunshine-aid/domain'
import { useDates, useWhileShown, useWords } from '@sunshine-aid/module-kit'
import type { Tone } from '@sunshine-aid/ui-kit'
import { computed, ref, type ComputedRef } from 'vue'
import { useText } from './messages.ts'
import { useDuration } from './useDuration.ts'

const TONE: Readonly<Record<FastChannelState, Tone>> = {
  running: 'info',
  warned: 'warning',
  late: 'danger',
  paused: 'neutral',
  kept: 'success',
  missed: 'warning',
}
const MINUTE_MS = 60_000

export interface FastChannelWords {
  readonly tone: Tone
  /** What the clock says, in a few words: 还剩 11 小时 20 分. */
  readonly short: string
  /** By when, or why it stands still. */
  readonly hint: string
}

/** The clock of a sudden change in words; it goes on while the page is open. */
export function useFastChannel(): ComputedRef<(clock: FastChannel) => FastChannelWords> {
  const text = useText()
  const words = useWords()
  const dates = useDates()
  const duration = useDuration()
  const now = useMinute()

  // Counted from when the reply came: this computer's own clock may be wrong.
  const seen = new WeakMap<FastChannel, number>()
  const minutesSince = (clock: FastChannel) => {
    const first = seen.get(clock) ?? now.value
    seen.set(clock, first)
    return Math.floor((now.value - first) / MINUTE_MS)
  }
  return computed(() => clock => {
    const { state, dueAt, usedMinutes, allowedMinutes, pausedFor } = clock
    const left = allowedMinutes - usedMinutes - minutesSince(clock)
    // It may run out while the page is open.
    const shown = dueAt && left < 0 ? 'late' : state
    const allowed = allowedMinutes / 60
    const used = duration.value(usedMinutes)
    const due = dueAt ? dates.value.moment(dueAt) : ''
    const says: Record<FastChannelState, readonly [string, string]> = {
      running: [text.value.clockLeft({ left: duration.value(left) }), text.value.clockDue({ due })],
      warned: [text.value.clockLeft({ left: duration.value(left) }), text.value.clockDue({ due })],
      late: [text.value.clockLate({ over: duration.value(-left) }), text.value.clockWasDue({ due })],
      paused: [
        text.value.clockPaused,
        text.value.clockPausedHint({
          reason: pausedFor ? words.value.returnReason[pausedFor] : '',
          left: duration.value(Math.max(0, allowedMinutes - usedMinutes)),
        }),
      ],
      kept: [text.value.clockKept, text.value.clockUsed({ used, allowed })],
      missed: [text.value.clockMissed, text.value.clockUsed({ used, allowed })],
    }
    const [short, hint] = says[shown]
    return { tone: TONE[shown], short, hint }
  })
}

/** The time of day, kept to the minute. */
function useMinute() {
  const now = ref(Date.now())
  useWhileShown(() => {
    now.value = Date.now()
    const timer = setInterval(() => (now.value = Date.now()), MINUTE_MS / 2)
    return () => clearInterval(timer)
  })
  return now
}
