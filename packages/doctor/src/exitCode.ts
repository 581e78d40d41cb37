import type { Finding } from './finding.ts'

/** 0: nothing found, or hints only; 1: errors or warnings. `strict` counts hints as well. 2 is for shells that could not be visited. */
export function exitCodeOf(findings: readonly Finding[], strict = false): 0 | 1 {
  return findings.some(({ severity }) => strict || severity !== 'hint') ? 1 : 0
}
