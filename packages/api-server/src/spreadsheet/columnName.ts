const LETTERS = 26
const BEFORE_A = 64

/** `A` → 0, `AB` → 27. */
export function columnNumber(name: string): number {
  const digits = Array.from(name, letter => letter.charCodeAt(0) - BEFORE_A)
  return digits.reduce((column, digit) => column * LETTERS + digit, 0) - 1
}

/** 0 → `A`, 27 → `AB`. */
export function columnName(column: number): string {
  const last = String.fromCharCode(BEFORE_A + 1 + (column % LETTERS))
  return column < LETTERS ? last : columnName(Math.floor(column / LETTERS) - 1) + last
}
