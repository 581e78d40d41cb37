import { existsSync, readFileSync } from 'node:fs'

/** How many checks of a part passed and failed. A tool such as the linter counts as one check. */
export type Count = { readonly passed: number; readonly failed: number }

type TestFile = { status: string; assertionResults: readonly { status: string }[] }

/** A tool without test cases: one check, which passed when the tool said so. */
export function countTool(exitCode: number): Count {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * The test cases in Vitest's JSON report. A file that could not be read as tests counts as one failure, and so does a
 * run that failed without a failing test (an unhandled rejection, a set-up that broke) or that left no report.
 */
export function countTests(report: string, exitCode: number): Count {
  const files = existsSync(report) ? readFiles(report) : []
  const cases = files.flatMap(file => file.assertionResults.map(result => result.status))
  const broken = files.filter(file => file.status === 'failed' && !hasFailure(file)).length
  const failed = cases.filter(status => status === 'failed').length + broken
  const passed = cases.filter(status => status === 'passed').length
  return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed }
}

export function sum(counts: readonly Count[]): Count {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  })
}

function readFiles(report: string): TestFile[] {
  return (JSON.parse(readFileSync(report, 'utf8')) as { testResults: TestFile[] }).testResults
}

function hasFailure(file: TestFile): boolean {
  return file.assertionResults.some(result => result.status === 'failed')
}
