const pattern = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/

const asciiDigits = (text: string) =>
  text.replace(/[０-９]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))

/**
 * The day that somebody typed, as `yyyy-mm-dd`: reads 2026-11-21, 2026/11/21, 2026.11.21, 2026年11月21日, 20261121, with
 * full-width digits and spaces too. `undefined` when there is no such day.
 */
export function readDate(typed: string): string | undefined {
  const found = pattern.exec(
    asciiDigits(typed)
      .replace(/\s/g, '')
      .replace(/[－／．]/g, '-'),
  )
  if (!found) return undefined
  const [year = 0, month = 0, day = 0] = [found[1], found[2] ?? found[4], found[3] ?? found[5]].map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : undefined
}
