import type { Examination } from '../examine.ts'

/** Everything, in both languages, for programs. */
export function jsonReport(examination: Examination): string {
  return `${JSON.stringify({ schema: 1, ...examination }, null, 2)}\n`
}
