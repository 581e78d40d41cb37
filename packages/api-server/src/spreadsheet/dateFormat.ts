import { readXml } from './xml.ts'
import type { ZipParts } from './zipParts.ts'

/** Number formats that every Excel knows as dates: 27–36 and 50–58 are those of Chinese editions. */
const BUILT_IN: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 36],
  [50, 58],
]

/** Whether a custom format shows a day: `yyyy"年"m"月"`, `[$-804]d-mmm`; not `#,##0` and not `[h]:mm`. */
export function showsDay(formatCode: string): boolean {
  const letters = formatCode.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
  return /[yd]/i.test(letters) && !/general/i.test(letters)
}

/** For each cell style, by its number: does it show a date? */
export async function readDateStyles(
  parts: ZipParts,
  part: string | null,
  signal?: AbortSignal,
): Promise<boolean[]> {
  if (part === null || !parts.has(part)) return []
  const custom = new Map<number, boolean>()
  const styles: number[] = []
  let inCellStyles = false
  await readXml(
    parts.read(part),
    {
      open(name, attributes) {
        if (name === 'cellXfs') inCellStyles = true
        if (name === 'numFmt')
          custom.set(Number(attributes['numFmtId']), showsDay(attributes['formatCode'] ?? ''))
        if (name === 'xf' && inCellStyles) styles.push(Number(attributes['numFmtId'] ?? 0))
      },
      close(name) {
        if (name === 'cellXfs') inCellStyles = false
      },
    },
    signal,
  )
  return styles.map(id => custom.get(id) ?? BUILT_IN.some(([from, to]) => from <= id && id <= to))
}

const DAY_MS = 86_400_000
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** The day after 9999-12-31 in the 1900 system. */
const END_OF_CALENDAR = 2_958_466

/**
 * The day that a serial number shows, `2015-03-01`, with `T08:30:00` when it has a time; null when it is no date.
 * Excel's 1900 calendar holds a 29 February 1900 that never was, so days before it lie one further on.
 */
export function serialDay(serial: number, date1904: boolean): string | null {
  if (!(serial >= 1 || (date1904 && serial >= 0)) || serial >= END_OF_CALENDAR) return null
  const shift = !date1904 && serial < 60 ? 1 : 0
  const seconds = Math.round((serial + shift) * 86_400)
  const moment = new Date((date1904 ? EPOCH_1904 : EPOCH_1900) + seconds * 1000).toISOString()
  return seconds % (DAY_MS / 1000) === 0 ? moment.slice(0, 10) : moment.slice(0, 19)
}
