import { chinaDay } from '@sunshine-aid/domain'

const CHINA_OFFSET_MS = 8 * 3_600_000

/** `2026-11-21 14:02`, as a clock in China shows it. */
export function chinaMinute(moment: Date): string {
  const time = new Date(moment.getTime() + CHINA_OFFSET_MS).toISOString().slice(11, 16)
  return `${chinaDay(moment)} ${time}`
}
