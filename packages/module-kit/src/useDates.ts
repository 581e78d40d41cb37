import { chinaDay, daysBetween, type Locale } from '@sunshine-aid/domain'
import { computed, type ComputedRef } from 'vue'
import { useLocale } from './context.ts'

export interface Dates {
  /** `2026-11-21` in China. */
  readonly day: (moment: string) => string
  /** `14:02` in China. */
  readonly time: (moment: string) => string
  /** `2026-11-21 14:02` in China. */
  readonly moment: (moment: string) => string
  /** How long ago in whole days: 今天, 3 天前. */
  readonly ago: (moment: string, now?: Date) => string
  /** How long something has lasted in whole days: 不到 1 天, 3 天. */
  readonly waiting: (moment: string, now?: Date) => string
}

/** Times as people in China read them, whatever zone the computer is set to (trust rule 26). */
export function datesIn(locale: Locale): Dates {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
  })
  const days = (moment: string, now = new Date()) => daysBetween(chinaDay(new Date(moment)), chinaDay(now))
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const duration = (count: number) => {
    if (locale === 'zh-CN') return count < 1 ? '不到 1 天' : `${count} 天`
    return count < 1 ? 'less than a day' : count === 1 ? '1 day' : `${count} days`
  }
  const day = (moment: string) => chinaDay(new Date(moment))
  const timeOf = (moment: string) => time.format(new Date(moment))
  return {
    day,
    time: timeOf,
    moment: moment => `${day(moment)} ${timeOf(moment)}`,
    ago: (moment, now) => relative.format(-days(moment, now), 'day'),
    waiting: (moment, now) => duration(days(moment, now)),
  }
}

/** `datesIn` the portal's language. */
export function useDates(): ComputedRef<Dates> {
  const locale = useLocale()
  return computed(() => datesIn(locale.value))
}
