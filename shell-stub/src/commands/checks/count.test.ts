import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countTests, countTool } from './count.ts'

let folder: string
let report: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'count-'))
  report = join(folder, 'report.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('a tool counts as one check', () => {
  expect([countTool(0), countTool(2)]).toEqual([
    { passed: 1, failed: 0 },
    { passed: 0, failed: 1 },
  ])
})

describe('a run of tests', () => {
  it('counts its cases, and a skipped one as neither', () => {
    write(['passed', 'passed', 'failed', 'skipped'])
    expect(countTests(report, 1)).toEqual({ passed: 2, failed: 1 })
  })

  it('counts a file that could not be read as a failure', () => {
    write(['passed'], [])
    expect(countTests(report, 1)).toEqual({ passed: 1, failed: 1 })
  })

  it('that failed beside its cases has one failure', () => {
    write(['passed'])
    expect(countTests(report, 1)).toEqual({ passed: 1, failed: 1 })
  })

  it('that left no report has one failure', () => {
    expect(countTests(report, 1)).toEqual({ passed: 0, failed: 1 })
  })
})

/** One file a list; a list without cases is a file that failed as a whole. */
function write(...files: string[][]): void {
  const testResults = files.map(cases => ({
    status: cases.length === 0 || cases.includes('failed') ? 'failed' : 'passed',
    assertionResults: cases.map(status => ({ status })),
  }))
  writeFileSync(report, JSON.stringify({ testResults }))
}
