import { sum } from './checks/count.ts'
import { type Part, partNames, stages } from './checks/parts.ts'
import { type Result, runPart } from './checks/runPart.ts'
import { readArguments, stopWith } from './commandLine.ts'

// `npm test [-- --only unit,server [path …]]`: every check, each in its section, whatever the ones before came to.

const { values, positionals } = readArguments({
  usage: `npm test [-- --only ${partNames.join(',')} [part of a path …]]`,
  options: { only: { type: 'string' } },
  allowPositionals: true,
})
const wanted = values.only?.split(',') ?? partNames
for (const name of wanted)
  if (!partNames.includes(name)) stopWith(`There is no part "${name}"; there are ${partNames.join(', ')}.`, 2)

const results: Result[] = []
for (const stage of stages)
  results.push(...(await runStage(stage.filter(part => wanted.includes(part.name)))))

const { passed, failed } = sum(results)
console.log(`\n${results.map(line).join('\n')}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

async function runStage(parts: readonly Part[]): Promise<Result[]> {
  const [only] = parts
  if (parts.length > 1) return Promise.all(parts.map(runQuietly))
  if (!only) return []
  heading(only.name)
  return [await runPart(only, positionals, 'live')]
}

async function runQuietly(part: Part): Promise<Result> {
  const result = await runPart(part, positionals, 'later')
  heading(part.name)
  console.log(result.output.trim() || 'nothing to report')
  return result
}

function heading(name: string): void {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`)
}

function line({ name, passed, failed, seconds }: Result): string {
  return `${name.padEnd(8)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(0).padStart(5)} s`
}
