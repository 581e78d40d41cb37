import type { Examination } from '../examine.ts'
import { CATALOGUE, FINDING_IDS, type FindingId } from '../catalogue/catalogue.ts'
import type { Finding } from '../finding.ts'

/**
 * One test case for each thing that is looked for, so that a CI system shows what was found, what was not, and what
 * was skipped. A hint passes, with what was seen as its output.
 */
export function junitReport({ address, findings, notChecked }: Examination): string {
  const cases = FINDING_IDS.map(id => ({
    id,
    finding: findings.find(finding => finding.id === id),
    reason: notChecked.find(one => one.id === id)?.reason,
  }))
  const failures = cases.filter(({ finding }) => finding && finding.severity !== 'hint').length
  const skipped = cases.filter(({ reason }) => reason).length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="doctor" tests="${cases.length}" failures="${failures}" skipped="${skipped}">`,
    `<testsuite name="${escaped(address)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}">`,
    ...cases.map(({ id, finding, reason }) => caseOf(id, resultOf(finding, reason?.en))),
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function caseOf(id: FindingId, result: string): string {
  const { title, step } = CATALOGUE[id]
  const name = escaped(`${id} ${title.en} ${title['zh-CN']}`)
  return `<testcase classname="doctor.${step}" name="${name}" time="0">${result}</testcase>`
}

function resultOf(finding: Finding | undefined, reason: string | undefined): string {
  if (reason !== undefined) return `<skipped message="${escaped(reason)}"/>`
  if (!finding) return ''
  const { severity, title, seen, why, fix, snippet = '' } = finding
  const text = escaped(
    [
      ...seen.flatMap(one => [one.en, one['zh-CN']]),
      ...[why.en, why['zh-CN'], fix.en, fix['zh-CN'], snippet],
    ].join('\n'),
  )
  if (severity === 'hint') return `<system-out>${text}</system-out>`
  return `<failure type="${severity}" message="${escaped(title.en)}">${text}</failure>`
}

/** Characters that XML gives a meaning, and those that it does not allow at all. */
function escaped(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- XML 1.0 allows no other control characters, not even escaped
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[<>&"']/g, character => `&#${character.codePointAt(0) ?? 0};`)
  )
}
