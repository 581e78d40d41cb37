import type { Label, Locale } from '@sunshine-aid/host-contract'
import type { Examination } from '../examine.ts'
import type { Finding, Severity } from '../finding.ts'
import { say } from '../words.ts'

export type Language = Locale | 'both'

const SEVERITIES: Readonly<Record<Severity, Label>> = {
  error: say('错误', 'error'),
  warning: say('警告', 'warning'),
  hint: say('提示', 'hint'),
}

/** The page for people: what was found, why it matters, and how to mend it. */
export function textReport(examination: Examination, language: Language): string {
  const locales: readonly Locale[] = language === 'both' ? ['zh-CN', 'en'] : [language]
  return locales.map(locale => reportIn(examination, locale)).join('\n\n')
}

function reportIn({ address, browser, modules, findings, notChecked }: Examination, locale: Locale): string {
  const word = (chinese: string, english: string) => say(chinese, english)[locale]
  const skipped = new Map<string, string[]>()
  for (const { id, reason } of notChecked)
    skipped.set(reason[locale], [...(skipped.get(reason[locale]) ?? []), id])
  return [
    `${word('门户', 'portal')}  ${address}`,
    `${word('模块', 'modules')}  ${modules.join(', ') || word('没有找到', 'none found')}`,
    `${word('浏览器', 'browser')}  ${browser}`,
    '',
    ...findings.flatMap(finding => findingIn(finding, locale)),
    ...[...skipped].map(([reason, ids]) => `${word('没有检查', 'not checked')}  ${ids.join(' ')}: ${reason}`),
    findings.length === 0 ? word('没有发现问题', 'nothing found') : summaryIn(findings, locale),
  ].join('\n')
}

function findingIn({ id, severity, title, seen, why, fix, snippet }: Finding, locale: Locale): string[] {
  const word = (chinese: string, english: string) => say(chinese, english)[locale]
  return [
    `${id}  ${SEVERITIES[severity][locale]}  ${title[locale]}`,
    ...seen.map(one => `  ${word('看到', 'seen')}  ${one[locale]}`),
    `  ${word('后果', 'why')}  ${why[locale]}`,
    `  ${word('办法', 'fix')}  ${fix[locale]}`,
    ...(snippet === undefined ? [] : snippet.split('\n').map(line => `      ${line}`)),
    '',
  ]
}

function summaryIn(findings: readonly Finding[], locale: Locale): string {
  const count = (severity: Severity) => findings.filter(finding => finding.severity === severity).length
  return (['error', 'warning', 'hint'] as const)
    .map(severity => `${SEVERITIES[severity][locale]} ${count(severity)}`)
    .join(locale === 'en' ? ', ' : '，')
}
