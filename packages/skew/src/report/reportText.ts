import type { Locale } from '@sunshine-aid/host-contract'
import type { SharedUse } from '../checks/sharing.ts'
import type { Comparison } from '../compare.ts'
import type { Finding } from '../finding.ts'
import { table } from './table.ts'
import { WORDS } from './words.ts'

/** The comparison for people: what each module shares, then each finding with its fix. */
export function reportText({ candidate, running, ok, findings, shared }: Comparison, locale: Locale): string {
  const words = WORDS[locale]
  const breaking = findings.filter(({ weight }) => weight === 'breaks').length
  return [
    `${words.candidate}: ${candidate.source} (${candidate.release ?? '-'})`,
    `${words.running}: ${running.source} (${running.release ?? '-'})`,
    '',
    ...(shared.length > 0 ? [...sharedTable(shared, locale), ''] : []),
    ...findings.flatMap(finding => [...findingLines(finding, locale), '']),
    ok ? words.good(findings.length) : words.bad(breaking, findings.length - breaking),
  ].join('\n')
}

function sharedTable(shared: readonly SharedUse[], locale: Locale): string[] {
  const words = WORDS[locale]
  return table([
    [words.module, words.package, words.range, words.offered, words.verdict, words.address],
    ...shared.map(use => [
      `${use.module} ${use.version}`,
      use.package,
      use.range,
      use.offered,
      verdict(use, locale),
      use.address,
    ]),
  ])
}

function verdict({ fits, missing }: SharedUse, locale: Locale): string {
  const words = WORDS[locale]
  if (!fits) return words.outOfRange
  return missing.length === 0 ? words.fits : `${words.lacks} ${missing.join(', ')}`
}

function findingLines({ id, weight, situations, what, fix }: Finding, locale: Locale): string[] {
  const words = WORDS[locale]
  const when = situations.map(situation => words.situations[situation]).join(', ')
  return [`${id} ${words[weight]} · ${when}`, `  ${what[locale]}`, `  → ${fix[locale]}`]
}
