import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FINDING_IDS } from '../catalogue/catalogue.ts'
import { judge } from '../checks/judge.ts'
import type { Examination } from '../examine.ts'
import { exitCodeOf } from '../exitCode.ts'
import { SOUND_SHELL as sound } from '../testing/soundShell.ts'
import { say } from '../words.ts'
import { findingsTable } from './findingsTable.ts'
import { jsonReport } from './jsonReport.ts'
import { junitReport } from './junitReport.ts'
import { textReport } from './textReport.ts'

const overlay = { ...sound.overlay, covers: ['<header class="a&b"> ]]> \u0007'] }
const broken = { ...sound, overlay, document: { ...sound.document, httpVersion: 'HTTP/1.1' } }
const examination: Examination = {
  address: 'https://portal.example/',
  browser: 'Chromium 153',
  modules: ['mentors'],
  findings: judge(broken).findings,
  notChecked: [{ id: 'DR-16', reason: say('没有说明', 'nobody "said" so') }],
}

describe('the text report', () => {
  it('says in either language what was seen, why it matters and how to mend it', () => {
    const chinese = textReport(examination, 'zh-CN')
    const english = textReport(examination, 'en')
    expect(chinese).toMatch(
      /DR-14 {2}警告 {2}门户的元素盖住了[\s\S]*看到[\s\S]*后果[\s\S]*办法[\s\S]*--shell-z-overlay/,
    )
    expect(english).toMatch(/DR-14 {2}warning {2}Elements of the shell[\s\S]*seen[\s\S]*why[\s\S]*fix/)
    expect(english).not.toMatch(/[\u4e00-\u9fff]/)
    expect(textReport(examination, 'both')).toBe(`${chinese}\n\n${english}`)
  })

  it('says so when nothing was found', () => {
    expect(textReport({ ...examination, findings: [], notChecked: [] }, 'en')).toMatch(/nothing found$/)
  })
})

describe('the JUnit report', () => {
  const xml = junitReport(examination)

  it('has a case for everything that is looked for', () => {
    expect(xml.match(/<testcase /g)).toHaveLength(FINDING_IDS.length)
    expect(xml).toContain(`tests="${FINDING_IDS.length}" failures="1" errors="0" skipped="1"`)
  })

  it('is well-formed whatever was seen', () => {
    const inside = xml.replace(
      /<\/?[a-z-]+(?: [a-z]+="[^"<>&]*(?:&#\d+;[^"<>&]*)*")*\/?>|<\?xml [^>]*\?>/g,
      '',
    )
    expect(inside).not.toMatch(/[<>]|&(?!#\d+;)/)
    expect(xml).not.toContain('\u0007')
  })

  it('lets a hint pass, and shows it', () => {
    expect(xml).toMatch(/DR-57[^<]*"[^>]*><system-out>/)
    expect(xml).toMatch(/DR-14[^<]*"[^>]*><failure type="warning"/)
    expect(xml).toMatch(/DR-16[^<]*"[^>]*><skipped/)
  })
})

it('the JSON report is the whole examination', () => {
  expect(JSON.parse(jsonReport(examination))).toEqual({ schema: 1, ...examination })
})

it.each([
  ['nothing', [], false, 0],
  ['a hint', ['DR-57'], false, 0],
  ['a hint, when they count', ['DR-57'], true, 1],
  ['a warning', ['DR-14'], false, 1],
] as const)('%s gives the exit code that says so', (_, ids, strict, code) => {
  const findings = examination.findings.filter(({ id }) => (ids as readonly string[]).includes(id))
  expect(exitCodeOf(findings, strict)).toBe(code)
})

it('the README lists everything that is looked for', () => {
  const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8')
  expect(readme).toContain(findingsTable())
})
