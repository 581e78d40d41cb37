const TIME = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The moment of a day and a time as people in China write them; `undefined` where one of them is none. */
export function plannedAt(day: string, time: string): string | undefined {
  const [, hours, minutes] = TIME.exec(time.trim()) ?? []
  if (!DAY.test(day) || hours === undefined || minutes === undefined) return undefined
  const moment = new Date(`${day}T${hours.padStart(2, '0')}:${minutes}:00.000+08:00`)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}

/** Whether `time` is a time of day. */
export const isTime = (time: string) => TIME.test(time.trim())
