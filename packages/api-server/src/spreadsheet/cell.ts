/** What a spreadsheet program skips before it looks for a formula: spaces, marks, invisible and control characters. */
const SKIPPED = String.raw`['\p{Z}\p{C}\p{M}\u115F\u1160\u3164\uFFA0]*`
/** `= + - @ | %` with their full-width and small forms, and the breaks that let a cell begin anew. */
const TRIGGERS = String.raw`[=+\-@|%\t\r\n＝＋－＠｜％﹦﹢﹣﹫﹪−]`
const PROGRAM = new RegExp(`^${SKIPPED}${TRIGGERS}`, 'u')

/**
 * The one way for text into a file that leaves (CSV, XLSX): text that a spreadsheet program could run gets a `'`
 * in front, also when spaces or invisible marks stand before its trigger (OWASP CSV injection). `uncell` undoes it.
 */
export function cell(text: string): string {
  return PROGRAM.test(text) ? `'${text}` : text
}

/** What was given to `cell`; text that `cell` never made is returned as it is. */
export function uncell(text: string): string {
  return text.startsWith("'") && PROGRAM.test(text.slice(1)) ? text.slice(1) : text
}
