import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../config.ts'
import { type Count, countTests, countTool } from './count.ts'
import type { Part } from './parts.ts'

/** What a part came to; `output` is what it would have printed, unless it printed that itself. */
export type Result = Count & { readonly name: string; readonly seconds: number; readonly output: string }

/**
 * Runs one part to its end.
 * @param show `live` lets the part write to the terminal; `later` keeps its output, for parts that run side by side
 */
export async function runPart(
  part: Part,
  filters: readonly string[],
  show: 'live' | 'later',
): Promise<Result> {
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'sunshine-checks-'))
  const report = join(folder, 'report.json')
  const args = 'tool' in part ? [part.tool, ...part.args] : vitestArguments(part.projects, filters, report)
  const { code, output } = await runTool(args, show)
  const count = 'tool' in part ? countTool(code) : countTests(report, code)
  rmSync(folder, { recursive: true })
  return { name: part.name, ...count, seconds: (performance.now() - began) / 1000, output }
}

function vitestArguments(projects: readonly string[], filters: readonly string[], report: string): string[] {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const mayBeEmpty = filters.length > 0 ? ['--passWithNoTests'] : []
  return [
    'vitest/vitest.mjs',
    'run',
    ...projects.flatMap(name => ['--project', name]),
    ...reporters,
    ...mayBeEmpty,
    ...filters,
  ]
}

function runTool(
  [tool = '', ...args]: string[],
  show: 'live' | 'later',
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: root,
    stdio: show === 'live' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  const pieces: Buffer[] = []
  child.stdout?.on('data', (piece: Buffer) => pieces.push(piece))
  child.stderr?.on('data', (piece: Buffer) => pieces.push(piece))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve({ code: code ?? 1, output: Buffer.concat(pieces).toString() }))
  })
}
